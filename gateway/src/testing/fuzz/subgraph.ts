import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  execute,
  getNamedType,
  GraphQLError,
  OperationTypeNode,
  parse,
  validate,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { isJsonObject, type JsonObject } from '../../executor/json.ts';
import { canonical, entityFor, keyValue, valueOf, type Source } from './data.ts';
import type { Faults } from './faults.ts';
import { topNames, type Model } from './model.ts';
import { writeSdl } from './write-sdl.ts';

/** What one run of an operation has, whichever gateway makes it. */
export interface Run {
  readonly salt: number;
  readonly faults: Faults;
  /** The mutations so far, in all subgraphs: what one returns depends on those before. */
  readonly mutations: string[];
}

export interface SubgraphQuestion {
  readonly query: string;
  readonly variables: JsonObject;
}

/** A subgraph of the model, executed in this process. */
export class FuzzSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly #model: Model;
  readonly #schema: GraphQLSchema;
  readonly #documents = new Map<string, DocumentNode>();
  readonly #requires = new Map<string, readonly string[]>();

  constructor(model: Model, name: string) {
    this.name = name;
    this.sdl = writeSdl(model, name);
    this.#model = model;
    for (const { name: type, fields } of model.objects) {
      for (const each of fields) this.#requires.set(`${type}.${each.name}`, topNames(each.requires));
    }
    const isEntity = (type: string) =>
      this.sdl.includes(`type ${type} `) || this.sdl.includes(`interface ${type} `);
    const reference = { __resolveReference: (given: JsonObject, run: Run) => this.#entity(given, run) };
    const names = [
      ...model.objects.filter(({ kind }) => kind === 'entity'),
      ...model.interfaces.filter((i) => i.isKeyed),
    ];
    const resolvers = Object.fromEntries(
      names.filter((each) => isEntity(each.name)).map((each) => [each.name, reference]),
    );
    this.#schema = buildSubgraphSchema([{ typeDefs: parse(this.sdl), resolvers }]);
  }

  /** Answers as the subgraph would. Throws when the operation is not valid: then the plan is wrong, or the fuzzer. */
  async answer({ query, variables }: SubgraphQuestion, run: Run): Promise<JsonObject> {
    const document = this.#documents.get(query) ?? parse(query);
    const errors = this.#documents.has(query) ? [] : validate(this.#schema, document);
    if (errors.length > 0) throw new Error(`Subgraph ${this.name} was asked ${query}: ${String(errors[0])}`);
    this.#documents.set(query, document);
    const result = await execute({
      schema: this.#schema,
      document,
      variableValues: variables,
      contextValue: run,
      fieldResolver: this.#resolve,
    });
    return JSON.parse(JSON.stringify(result)) as JsonObject;
  }

  #entity(given: JsonObject, run: Run): Source | null {
    const entity = entityFor(this.#model, given);
    if (!entity || run.faults.isMissing(this.name, entity.identity)) return null;
    const isAsObject = this.#model.interfaces.some(
      ({ name, objectIn }) => name === given.__typename && objectIn === this.name,
    );
    return isAsObject ? { ...entity, __typename: String(given.__typename) } : entity;
  }

  readonly #resolve: GraphQLFieldResolver<unknown, Run> = (source, args, run, info) => {
    const { fieldName, parentType, returnType, operation } = info;
    const object =
      isJsonObject(source) && typeof source.identity === 'string' ? source : { identity: parentType.name };
    const identity = String(object.identity);
    if (fieldName === '__typename') return object.__typename;
    const fault = run.faults.ofField(this.name, identity, fieldName);
    if (fault?.kind === 'null') return null;
    if (fault)
      throw new GraphQLError(fault.message, fault.code === '' ? {} : { extensions: { code: fault.code } });
    const isEntity = /^E\d+:\d+$/.test(identity);
    const ofKey = isEntity ? keyValue(fieldName, identity, returnType) : undefined;
    if (ofKey !== undefined) return ofKey;
    const given = isJsonObject(object.given) ? object.given : {};
    // Computed from what the gateway gave, so that a wrong value shows.
    const typeName = identity.split(/[:@]/)[0] ?? '';
    const required = (this.#requires.get(`${typeName}.${fieldName}`) ?? []).map((name) => given[name]);
    const parts = [identity, fieldName, args, required];
    if (operation.operation === OperationTypeNode.MUTATION && parentType.name === 'Mutation') {
      run.mutations.push(`${fieldName} ${canonical(args)}`);
      parts.push(run.mutations);
    }
    const value = valueOf(
      { model: this.#model, subgraph: this.name, salt: run.salt, key: parts.map(canonical).join(' ') },
      returnType,
    );
    return this.#asKnownHere(value, getNamedType(returnType).name);
  };

  /** What is an object here, and an interface elsewhere, is of the one type. */
  #asKnownHere(value: unknown, typeName: string): unknown {
    if (!this.#model.interfaces.some(({ name, objectIn }) => name === typeName && objectIn === this.name))
      return value;
    if (Array.isArray(value)) return value.map((each: unknown) => this.#asKnownHere(each, typeName));
    return isJsonObject(value) ? { ...value, __typename: typeName } : value;
  }
}
