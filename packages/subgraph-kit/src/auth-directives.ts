import { getDirective, mapSchema, MapperKind } from '@graphql-tools/utils';
import {
  defaultFieldResolver,
  type GraphQLFieldConfig,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { z } from 'zod';
import type { SubgraphContext } from './context.ts';
import { forbidden, unauthenticated } from './errors.ts';
import { holdsPolicy, isPolicy } from './policies.ts';
import type { Viewer } from './viewer.ts';

/** Any one of the lists suffices; of a list all are needed (federation's `@requiresScopes` and `@policy`). */
type AnyOf = readonly (readonly string[])[];

type Field = GraphQLFieldConfig<unknown, SubgraphContext>;

interface FieldRule {
  authenticated: boolean;
  scopes: readonly AnyOf[];
  policies: readonly AnyOf[];
}

const scopesSchema = z.object({ scopes: z.array(z.array(z.string())) });
const policySchema = z.string().refine(isPolicy, { error: 'nobody knows this policy' });
const policiesSchema = z.object({ policies: z.array(z.array(policySchema)) });

function ruleOf(schema: GraphQLSchema, ...nodes: Parameters<typeof getDirective>[1][]): FieldRule {
  const scopes = nodes.flatMap((node) =>
    (getDirective(schema, node, 'requiresScopes') ?? []).map((args) => scopesSchema.parse(args).scopes),
  );
  const policies = nodes.flatMap((node) =>
    (getDirective(schema, node, 'policy') ?? []).map((args) => policiesSchema.parse(args).policies),
  );
  const authenticated = nodes.some((node) => getDirective(schema, node, 'authenticated') !== undefined);
  return { authenticated: authenticated || scopes.length > 0 || policies.length > 0, scopes, policies };
}

function check(rule: FieldRule, viewer: Viewer | null): void {
  if (viewer === null) throw unauthenticated();
  const holds = (of: readonly AnyOf[], one: (name: string) => boolean) =>
    of.every((any) => any.some((all) => all.every(one)));
  const may =
    holds(rule.scopes, (scope) => viewer.scopes.has(scope)) &&
    holds(rule.policies, (policy) => holdsPolicy(policy, viewer));
  if (!may) throw forbidden();
}

function guard(field: Field, rule: FieldRule): Field {
  const resolve = field.resolve ?? defaultFieldResolver;
  const guarded: GraphQLFieldResolver<unknown, SubgraphContext> = (source, args, context, info): unknown => {
    check(rule, context.viewer);
    return resolve(source, args, context, info);
  };
  return { ...field, resolve: guarded };
}

/**
 * Enforces `@authenticated`, `@requiresScopes` and `@policy` on fields and on the types around them. The gateway does so too;
 * this is the second lock, for whoever reaches a subgraph by another way.
 */
export function enforceAuthDirectives(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field: Field, _name: string, typeName: string) => {
      const parent = schema.getType(typeName);
      const rule = ruleOf(schema, field, ...(parent ? [parent] : []));
      return rule.authenticated ? guard(field, rule) : field;
    },
  });
}
