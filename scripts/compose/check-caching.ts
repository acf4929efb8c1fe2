import type { ServiceDefinition } from '@apollo/federation-internals';
import { catalogue, isEventType, type EventType } from '@payloom/event-contracts/catalogue';
import type { AnyEventContract } from '@payloom/event-contracts/define-event';
import { matchesPattern } from '@payloom/event-contracts/envelope';
import {
  Kind,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
} from 'graphql';
import { z } from 'zod';

const maxAgeMaxSeconds = 60;

const cacheSchema = z.object({
  maxAge: z.number().optional(),
  inheritMaxAge: z.boolean().default(false),
  changedBy: z.array(z.string()).optional(),
  by: z.string().optional(),
});
type CacheControl = z.infer<typeof cacheSchema>;

const eventTypes = Object.keys(catalogue).filter(isEventType);

type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

/**
 * Returns what is wrong with `@cacheControl`: what would have a gateway keep a value without hearing of its changes, or
 * before they have happened.
 */
export function cachingReasons(services: readonly ServiceDefinition[]): string[] {
  return services.flatMap(({ name, typeDefs }) =>
    typeDefs.definitions
      .filter((each) => each.kind === Kind.OBJECT_TYPE_DEFINITION || each.kind === Kind.OBJECT_TYPE_EXTENSION)
      .flatMap((type) => [
        ...usesOf(type).map((use) => [type.name.value, use] as const),
        ...(type.fields ?? []).flatMap((field) =>
          usesOf(field).map((use) => [`${type.name.value}.${field.name.value}`, use] as const),
        ),
      ])
      .flatMap(([coordinate, use]) =>
        reasonsOf(name, use).map((reason) => `[${name}] ${coordinate}: ${reason}.`),
      ),
  );
}

function usesOf({ directives = [] }: ObjectNode | FieldDefinitionNode): readonly ConstDirectiveNode[] {
  return directives.filter(({ name }) => name.value === 'cacheControl');
}

function reasonsOf(subgraph: string, use: ConstDirectiveNode): string[] {
  const given = use.arguments?.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]) ?? [];
  const control = cacheSchema.parse(Object.fromEntries(given));
  const { maxAge, inheritMaxAge, changedBy = [] } = control;
  return [
    ...(maxAge === undefined && !inheritMaxAge ? ['neither maxAge nor inheritMaxAge'] : []),
    ...(maxAge === undefined || (maxAge > 0 && maxAge <= maxAgeMaxSeconds)
      ? []
      : [`maxAge is 1 to ${maxAgeMaxSeconds} seconds`]),
    ...((maxAge === undefined) === (control.changedBy === undefined)
      ? []
      : ['maxAge and changedBy, which may be empty, go together']),
    ...changedBy.flatMap((pattern) => patternReasons(subgraph, pattern, control)),
  ];
}

function patternReasons(subgraph: string, pattern: string, { by }: CacheControl): string[] {
  if (!/^[a-z]+\.[a-z-]+\.\*$/.test(pattern)) return [`${pattern} is not like payments.payment.*`];
  // Another subgraph learns of them some time later, and what it changes then nobody is told of.
  if (!pattern.startsWith(`${subgraph}.`)) return [`${pattern} are not its own events`];
  const types = eventTypes.filter((type) => matchesPattern(pattern, type));
  if (types.length === 0) return [`no event is called ${pattern}`];
  return types
    .filter((type) => by !== undefined && !tellsAlways(type, by))
    .map((type) => `${type} has no ${by}`);
}

/** Whether events of the type, in any version, hold a text of that name at the top of their data. */
function tellsAlways(type: EventType, name: string): boolean {
  const contract: AnyEventContract = catalogue[type];
  const versions: unknown[] = [
    contract.data,
    ...Object.values(contract.previous).map(({ schema }) => schema),
  ];
  return versions.every(
    (schema) =>
      schema instanceof z.ZodObject &&
      (schema.shape[name] instanceof z.ZodString || schema.shape[name] instanceof z.ZodUUID),
  );
}
