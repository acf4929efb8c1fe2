import type { Random } from '@payloom/testkit/random';
import { isJsonObject, setOwn, type JsonObject } from '../../executor/json.ts';
import { canonical, draw } from './data.ts';
import type { Model } from './model.ts';

/** Which requests of a subgraph a fault is for. */
const reaches = ['all', 'roots', 'entities'] as const;
type Reach = (typeof reaches)[number];

const bodies = [
  '<html>',
  '"text"',
  '[]',
  '{}',
  '{"data":null}',
  '{"data":[]}',
  '{"status":"UP"}',
  '{"data":null,"errors":[{"message":"All is lost."}]}',
  '{"errors":[{"message":"You may not.","extensions":{"code":"FORBIDDEN"}}]}',
  '{"errors":[]}',
] as const;

/** None that one type takes for its own and the other executor does not: see `coercedLeaves` of the listed differences. */
const wrongValues = [null, 'text', [], [null], [[]]] as const;

/** Something that a subgraph does wrong. A share is the part of 8 of what it may befall that it does befall. */
export type Fault =
  | { readonly kind: 'unreachable'; readonly subgraph: string; readonly reach: Reach }
  | { readonly kind: 'body'; readonly subgraph: string; readonly reach: Reach; readonly body: string }
  | { readonly kind: 'field'; readonly field: string; readonly effect: FieldEffect; readonly share: number }
  | { readonly kind: 'missing entity'; readonly subgraph: string; readonly share: number }
  | { readonly kind: 'null entity'; readonly subgraph: string; readonly share: number }
  | { readonly kind: 'entities'; readonly subgraph: string; readonly more: boolean }
  | {
      readonly kind: 'wrong value';
      readonly subgraph: string;
      readonly field: string;
      readonly value: unknown;
    }
  | { readonly kind: 'absent value'; readonly subgraph: string; readonly field: string }
  | { readonly kind: 'error beside'; readonly subgraph: string; readonly code: string };

type FieldEffect = 'null' | 'error' | 'FORBIDDEN' | 'BAD_USER_INPUT';

/** Draws none for most runs, else up to two. */
export function generateFaults(random: Random, model: Model): readonly Fault[] {
  if (random.int(0, 9) < 4) return [];
  const faults = Array.from({ length: random.int(1, 2) }, () => fault(random, model));
  // One entity too many and one too few are as many as were asked for, in wrong places: nobody can tell.
  return faults.filter(({ kind }, index) => kind !== 'entities' || index === 0);
}

function fault(random: Random, { subgraphs, objects }: Model): Fault {
  const subgraph = random.pick(subgraphs);
  const share = random.int(1, 8);
  const field = random.pick(objects.flatMap(({ fields }) => fields.map(({ name }) => name)));
  const makers: readonly (() => Fault)[] = [
    () => ({ kind: 'unreachable', subgraph, reach: random.pick(reaches) }),
    () => ({ kind: 'body', subgraph, reach: random.pick(reaches), body: random.pick(bodies) }),
    () => ({
      kind: 'field',
      field,
      effect: random.pick(['null', 'error', 'FORBIDDEN', 'BAD_USER_INPUT']),
      share,
    }),
    () => ({ kind: 'missing entity', subgraph, share }),
    () => ({ kind: 'null entity', subgraph, share }),
    () => ({ kind: 'entities', subgraph, more: random.int(0, 1) === 0 }),
    () => ({ kind: 'wrong value', subgraph, field, value: random.pick(wrongValues) }),
    () => ({ kind: 'absent value', subgraph, field }),
    () => ({ kind: 'error beside', subgraph, code: random.pick(['', 'FORBIDDEN']) }),
  ];
  return random.pick([...makers, ...makers.slice(2, 3), ...makers.slice(2, 3)])();
}

/** The faults of a run, as its subgraphs meet them. The same befalls whoever asks the same. */
export class Faults {
  readonly #faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    this.#faults = faults;
  }

  isMissing(subgraph: string, identity: string): boolean {
    return this.#faults.some(
      (each) =>
        each.kind === 'missing entity' && each.subgraph === subgraph && draw(0, identity, 8) < each.share,
    );
  }

  /** What a resolver does instead of finding a value. */
  ofField(
    subgraph: string,
    identity: string,
    name: string,
  ): { kind: string; message: string; code: string } | undefined {
    const found = this.#faults.find(
      (each) =>
        each.kind === 'field' && each.field === name && draw(0, `${identity} ${name}`, 8) < each.share,
    );
    if (found?.kind !== 'field') return undefined;
    const code = found.effect === 'FORBIDDEN' || found.effect === 'BAD_USER_INPUT' ? found.effect : '';
    return { kind: found.effect, message: `${subgraph}: ${name} of ${identity} cannot be told.`, code };
  }

  /** The body that the subgraph answers with in place of its answer; null when nothing of it can be reached. */
  bodyOf(subgraph: string, representations: unknown, answer: JsonObject): string | null {
    const isReached = (reach: Reach) =>
      reach === 'all' || (reach === 'entities') === Array.isArray(representations);
    for (const each of this.#faults) {
      if (each.kind === 'field' || each.subgraph !== subgraph) continue;
      if (each.kind === 'unreachable' && isReached(each.reach)) return null;
      if (each.kind === 'body' && isReached(each.reach)) return each.body;
    }
    for (const each of this.#faults) {
      if (each.kind !== 'field' && each.subgraph === subgraph) alter(answer, each, representations);
    }
    return JSON.stringify(answer);
  }
}

function alter(answer: JsonObject, fault: Fault, representations: unknown): void {
  const data = isJsonObject(answer.data) ? answer.data : {};
  const entities = Array.isArray(data._entities) ? (data._entities as unknown[]) : undefined;
  if (fault.kind === 'error beside') {
    const extensions = fault.code === '' ? {} : { code: fault.code };
    const errors = Array.isArray(answer.errors) ? (answer.errors as unknown[]) : [];
    answer.errors = [...errors, { message: 'Something is odd.', extensions }];
  } else if (fault.kind === 'entities' && entities) {
    if (fault.more) entities.push({});
    else entities.pop();
  } else if (fault.kind === 'null entity' && entities && Array.isArray(representations)) {
    data._entities = entities.map((entity, index) =>
      draw(1, canonical(representations[index]), 8) < fault.share ? null : entity,
    );
  } else if (fault.kind === 'wrong value' || fault.kind === 'absent value') {
    replaceIn(data, fault);
  }
}

function replaceIn(value: unknown, fault: Extract<Fault, { kind: 'wrong value' | 'absent value' }>): void {
  if (Array.isArray(value)) for (const each of value) replaceIn(each, fault);
  if (!isJsonObject(value)) return;
  for (const key of Object.keys(value)) {
    if (key !== fault.field) replaceIn(value[key], fault);
    else if (fault.kind === 'absent value') delete value[key];
    else setOwn(value, key, structuredClone(fault.value));
  }
}
