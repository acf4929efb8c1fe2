import { getOperationAST, getVariableValues, parse, print, validate } from 'graphql';
import { withCertainSelections } from '../../operations/certain-selections.ts';
import { withUsedVariables } from './used-variables.ts';
import { compare, withoutMoreTypes, type Verdict } from './compare.ts';
import type { Fault } from './faults.ts';
import { listed } from './listed-differences.ts';
import type { Model } from './model.ts';
import { askingForTypes, writeOperation, type Operation } from './operation.ts';
import { World, type Question, type Told } from './world.ts';

/** All that a case is made of. */
export interface FuzzCase {
  readonly model: Model;
  readonly operation: Operation;
  readonly salt: number;
  readonly faults: readonly Fault[];
}

export interface Outcome extends Verdict {
  readonly ours: Told;
  readonly theirs: Told;
}

/** The question in words that keep clear of what the stock planner and executor are known to do wrong. */
function carefulQuestions({ graph }: World, operation: Operation, { query, variables }: Question) {
  const decided = (text: string): string => {
    const document = parse(text);
    const definitions = getOperationAST(document)?.variableDefinitions ?? [];
    const { coerced = {} } = getVariableValues(graph.apiSchema, definitions, variables);
    return print(withUsedVariables(withCertainSelections(graph.apiSchema, document, coerced)));
  };
  const typed = writeOperation(askingForTypes(operation)).query;
  return [
    { name: listed.conditions.name, query: decided(query), isTypeKept: false },
    { name: listed.typeUnknown.name, query: decided(typed), isTypeKept: false },
    { name: listed.interfaceName.name, query: decided(typed), isTypeKept: true },
  ];
}

/** Asks both executors. */
export async function runCase(world: World, { operation, salt, faults }: FuzzCase): Promise<Outcome> {
  const question = { ...writeOperation(operation), salt, faults };
  const ours = await world.ours(question);
  const theirs = await world.theirs(question);
  const verdict = compare(ours, theirs, question);
  if (verdict.difference === null) return { ours, theirs, ...verdict };
  // Where they err, they may get it right when the question says more.
  for (const { name, isTypeKept, query } of carefulQuestions(world, operation, question)) {
    const again = await world.theirs({ ...question, query, isTypeKept });
    const second = compare(ours, withoutMoreTypes(again, ours), question);
    if (second.difference === null) return { ours, theirs, difference: null, met: [...second.met, name] };
  }
  return { ours, theirs, ...verdict };
}

/** Runs cases one by one, each in a world of its own; the next of the same model shares it. */
export class Alone {
  #world: { readonly model: Model; readonly world: World | null } | undefined;

  /** Null when the case makes no sense. */
  async run(fuzzCase: FuzzCase): Promise<Outcome | null> {
    const world = await this.#worldOf(fuzzCase.model);
    try {
      const { query } = writeOperation(fuzzCase.operation);
      if (!world || validate(world.graph.apiSchema, parse(query)).length > 0) return null;
      return await runCase(world, fuzzCase);
    } catch {
      return null;
    }
  }

  async stop(): Promise<void> {
    await this.#world?.world?.stop();
    this.#world = undefined;
  }

  async #worldOf(model: Model): Promise<World | null> {
    if (this.#world?.model === model) return this.#world.world;
    await this.stop();
    this.#world = { model, world: opened(model) };
    return this.#world.world;
  }
}

/** Null when the model does not compose. */
export function opened(model: Model): World | null {
  try {
    return new World(model);
  } catch {
    return null;
  }
}

/** The case as somebody can read it and try again. */
export function describeCase({ model, operation, salt, faults }: FuzzCase, outcome: Outcome): string {
  const { query, variables } = writeOperation(operation);
  const sdl = new World(model).subgraphSdl();
  const exchanges = ({ exchanges: all }: Told) =>
    all.map((each) => `  ${each.subgraph} ${each.query} ${JSON.stringify(each.variables)}\n    ${each.body}`);
  return [
    ...sdl.map(([name, text]) => `--- subgraph ${name}\n${text}`),
    `--- operation\n${query}\n${JSON.stringify(variables)}`,
    `--- data ${salt}, faults ${JSON.stringify(faults)}`,
    `--- ours\n${JSON.stringify(outcome.ours.result)}`,
    ...exchanges(outcome.ours),
    `--- theirs\n${JSON.stringify(outcome.theirs.result)}`,
    ...exchanges(outcome.theirs),
    `--- difference: ${outcome.difference}`,
  ].join('\n');
}
