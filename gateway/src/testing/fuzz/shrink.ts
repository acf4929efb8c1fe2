import type { FuzzCase } from './fuzz-case.ts';
import type { FieldModel, Model } from './model.ts';
import type { Operation, Part, Value } from './operation.ts';

/** How often a case is tried on its way to the smallest. */
const triesMax = 1_500;

/**
 * The smallest case that still fails. Graph and operation shrink together, which no shrinker of values does: a graph
 * can lose what the operation no longer asks for.
 */
export async function shrink(
  fuzzCase: FuzzCase,
  stillFails: (smaller: FuzzCase) => Promise<boolean>,
): Promise<FuzzCase> {
  let best = fuzzCase;
  let tries = 0;
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false;
    // One pass goes on behind what it took away: what is before it has been tried.
    for (let at = 0; tries < triesMax;) {
      const candidate = [...smaller(best)][at];
      if (!candidate) break;
      tries += 1;
      if (await stillFails(candidate)) {
        best = candidate;
        isSmaller = true;
      } else {
        at += 1;
      }
    }
  }
  return best;
}

function* smaller(fuzzCase: FuzzCase): Generator<FuzzCase> {
  for (const faults of without(fuzzCase.faults)) yield { ...fuzzCase, faults };
  for (const operation of smallerOperations(fuzzCase.operation)) yield { ...fuzzCase, operation };
  for (const model of smallerModels(fuzzCase.model)) yield { ...fuzzCase, model };
}

function* smallerOperations(operation: Operation): Generator<Operation> {
  const { fragments } = operation;
  for (const parts of smallerParts(operation.parts, fragments)) yield { ...operation, parts };
  for (const [index, each] of fragments.entries()) {
    for (const parts of smallerParts(each.parts, fragments)) {
      yield { ...operation, fragments: fragments.with(index, { ...each, parts }) };
    }
  }
}

function* smallerParts(
  parts: readonly Part[],
  fragments: Operation['fragments'],
): Generator<readonly Part[]> {
  yield* without(parts);
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'inline') yield parts.toSpliced(index, 1, ...part.parts);
    const fragment = part.kind === 'named' && fragments.find(({ name }) => name === part.name);
    if (fragment)
      yield parts.with(index, { ...part, kind: 'inline', name: fragment.on, parts: fragment.parts });
    for (const smallerPart of smallerPartsOf(part, fragments)) yield parts.with(index, smallerPart);
  }
}

function* smallerPartsOf(part: Part, fragments: Operation['fragments']): Generator<Part> {
  for (const parts of smallerParts(part.parts, fragments)) if (parts.length > 0) yield { ...part, parts };
  if (part.alias !== '') yield { ...part, alias: '' };
  for (const conditions of without(part.conditions)) yield { ...part, conditions };
  for (const [index, each] of part.conditions.entries()) {
    for (const when of smallerValues(each.when)) {
      yield { ...part, conditions: part.conditions.with(index, { ...each, when }) };
    }
  }
  for (const [name, value] of Object.entries(part.args)) {
    const { [name]: _, ...args } = part.args;
    yield { ...part, args };
    for (const each of smallerValues(value)) yield { ...part, args: { ...args, [name]: each } };
  }
}

function* smallerValues(value: Value): Generator<Value> {
  if (value.kind === 'list') for (const items of without(value.items)) yield { ...value, items };
  if (value.kind === 'object') {
    for (const name of Object.keys(value.entries)) {
      const { [name]: inner, ...entries } = value.entries;
      yield { ...value, entries };
      if (inner)
        for (const each of smallerValues(inner)) yield { ...value, entries: { ...entries, [name]: each } };
    }
  }
  if (value.kind !== 'variable') return;
  if (value.preset) yield { ...value, preset: null };
  const given = value.given?.value;
  if (typeof given === 'boolean') yield { kind: 'literal', value: given };
}

function* smallerModels(model: Model): Generator<Model> {
  const { objects, interfaces, unions, subgraphs } = model;
  for (const each of without(objects)) yield { ...model, objects: each };
  for (const each of without(unions)) yield { ...model, unions: each };
  for (const each of without(interfaces)) yield { ...model, interfaces: each };
  for (const each of without(subgraphs)) yield { ...model, subgraphs: each };
  for (const [index, object] of objects.entries()) {
    for (const fields of smallerFields(object.fields))
      yield { ...model, objects: objects.with(index, { ...object, fields }) };
    if (Object.keys(object.keys).length > 0)
      yield { ...model, objects: objects.with(index, { ...object, keys: {} }) };
  }
  for (const [index, each] of interfaces.entries()) {
    for (const objectFields of smallerFields(each.objectFields)) {
      yield { ...model, interfaces: interfaces.with(index, { ...each, objectFields }) };
    }
    for (const fields of without(each.fields))
      yield { ...model, interfaces: interfaces.with(index, { ...each, fields }) };
  }
}

function* smallerFields(fields: readonly FieldModel[]): Generator<readonly FieldModel[]> {
  yield* without(fields);
  for (const [index, each] of fields.entries()) {
    for (const name of ['requires', 'provides', 'overrides', 'args'] as const) {
      if (each[name] !== '') yield fields.with(index, { ...each, [name]: '' });
    }
    if (each.isInaccessible) yield fields.with(index, { ...each, isInaccessible: false });
  }
}

/** The list without each of its items, the last first. */
function* without<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let index = items.length - 1; index >= 0; index -= 1) yield items.toSpliced(index, 1);
}
