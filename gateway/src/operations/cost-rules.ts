import type { Schema } from '@apollo/federation-internals';
import { z } from 'zod';

const costIdentity = 'https://specs.apollo.dev/cost';

const weightSchema = z.object({ weight: z.number() });
const listSizeSchema = z.object({
  assumedSize: z.number().nullish(),
  slicingArguments: z.array(z.string()).nullish(),
  sizedFields: z.array(z.string()).nullish(),
});

/** How long a list is taken to be. */
export interface ListRule {
  readonly assumedSize: number | undefined;
  /** Arguments that say how long it may get; the largest counts. */
  readonly slicingArguments: readonly string[];
  /** The lists inside the object that this is said of; none where it is said of the list itself. */
  readonly sizedFields: readonly string[];
}

interface Ruled {
  appliedDirectivesOf(name: string): { arguments(): Record<string, unknown> }[];
}

/** What `@cost` and `@listSize` of a supergraph say (https://ibm.github.io/graphql-specs/cost-spec.html). */
export class CostRules {
  readonly #schema: Schema;
  readonly #cost: string | undefined;
  readonly #listSize: string | undefined;

  constructor(supergraphSchema: Schema) {
    const feature = supergraphSchema.coreFeatures?.getByIdentity(costIdentity);
    this.#schema = supergraphSchema;
    this.#cost = feature?.directiveNameInSchema('cost');
    this.#listSize = feature?.directiveNameInSchema('listSize');
  }

  ofType(name: string): number | undefined {
    return this.#weight(this.#schema.type(name));
  }

  ofField(typeName: string, fieldName: string): number | undefined {
    return this.#weight(this.#field(typeName, fieldName));
  }

  ofArgument(typeName: string, fieldName: string, argument: string): number | undefined {
    return this.#weight(this.#field(typeName, fieldName)?.argument(argument));
  }

  listRule(typeName: string, fieldName: string): ListRule | undefined {
    const [use] = this.#uses(this.#field(typeName, fieldName), this.#listSize);
    if (!use) return undefined;
    const { assumedSize, slicingArguments, sizedFields } = listSizeSchema.parse(use.arguments());
    return {
      assumedSize: assumedSize ?? undefined,
      slicingArguments: slicingArguments ?? [],
      sizedFields: sizedFields ?? [],
    };
  }

  #field(typeName: string, fieldName: string) {
    const type = this.#schema.type(typeName);
    return type?.kind === 'ObjectType' || type?.kind === 'InterfaceType' ? type.field(fieldName) : undefined;
  }

  #weight(element: Ruled | undefined): number | undefined {
    const [use] = this.#uses(element, this.#cost);
    return use && weightSchema.parse(use.arguments()).weight;
  }

  #uses(element: Ruled | undefined, name: string | undefined) {
    return element && name !== undefined ? element.appliedDirectivesOf(name) : [];
  }
}
