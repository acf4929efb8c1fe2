import type { Remembered } from '@payloom/apollo-client/create-graph';
import type { Role } from '@payloom/session/viewer';

type Stored = Readonly<Record<string, unknown>>;

const ROOT = 'ROOT_QUERY';
/** Of each list, whatever has been scrolled through. */
const LIST_LENGTH_MAX = 60;
/** Of each root field: a list by as many filters, a payment by as many ids. The latest ones. */
const FIELD_VARIANTS_MAX = 40;
/** Of the whole excerpt, as it is written down. */
const LENGTH_MAX_CHARACTERS = 1_500_000;

/** What is the viewer's own. An administrator sees what is everybody else's, and nothing of that is kept. */
const ownFields = [
  ...['viewer', 'notice', 'payment', 'payments', 'counterparty', 'counterparties', 'paymentSchedules'],
  ...['paymentReport', 'walletStatement', 'walletCurrencies', 'payouts', 'topUps', 'paymentRequests'],
];
const fieldsOf: Readonly<Record<Role, ReadonlySet<string>>> = {
  CUSTOMER: new Set(ownFields),
  VENDOR: new Set(ownFields),
  ADMIN: new Set(['viewer', 'notice']),
};

/** How somebody signs in is nothing to look at without the network. */
const leftOut = new Set(['sessions', 'passkeys', 'totpOn', 'recoveryCodesLeft', 'auditTrail']);

const isObject = (value: unknown): value is Stored =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `payments:{"filter":null}` and `payment({"id":"7"})` are of the fields `payments` and `payment`. */
const fieldOf = (storedName: string): string => /^\w*/.exec(storedName)?.[0] ?? '';

/** A list's beginning, which says by itself that there is more. */
function beginningOf(list: Stored, lengthMax: number): Stored {
  const { edges, pageInfo } = list;
  if (!Array.isArray(edges) || !isObject(pageInfo) || edges.length <= lengthMax) return list;
  const kept: unknown[] = edges.slice(0, lengthMax);
  const last = kept.at(-1);
  const endCursor = isObject(last) ? (last['cursor'] ?? null) : null;
  return { ...list, edges: kept, pageInfo: { ...pageInfo, hasNextPage: true, endCursor } };
}

/** The root fields that are kept, and of each no more than so many variants. */
function rootOf(root: Stored, fields: ReadonlySet<string>): Stored {
  const seen = new Map<string, number>();
  const kept = Object.entries(root)
    .toReversed()
    .filter(([name]) => {
      const field = fieldOf(name);
      const count = (seen.get(field) ?? 0) + 1;
      seen.set(field, count);
      return name === '__typename' || (fields.has(field) && count <= FIELD_VARIANTS_MAX);
    });
  return Object.fromEntries(kept.toReversed());
}

/** Everything that is reached from the root, with lists cut to their beginning. */
class Excerpt {
  readonly objects: Record<string, Stored> = {};
  readonly #all: Stored;
  readonly #lengthMax: number;

  constructor(all: Stored, lengthMax: number) {
    this.#all = all;
    this.#lengthMax = lengthMax;
  }

  take(id: string, object: Stored): void {
    // Before what it leads to, which may lead back to it.
    this.objects[id] = {};
    const fields = Object.entries(object).filter(([name]) => !leftOut.has(fieldOf(name)));
    this.objects[id] = Object.fromEntries(fields.map(([name, value]) => [name, this.#copy(value)]));
  }

  #copy(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((each: unknown) => this.#copy(each));
    if (!isObject(value)) return value;
    const { __ref: id } = value;
    if (typeof id === 'string') {
      const object = this.#all[id];
      if (isObject(object) && !(id in this.objects)) this.take(id, object);
      return value;
    }
    const list = beginningOf(value, this.#lengthMax);
    return Object.fromEntries(Object.entries(list).map(([name, each]) => [name, this.#copy(each)]));
  }
}

/**
 * As much of what the graph has said as is kept for the time without a network: what is the viewer's own, and a bounded
 * part of it. Undefined where even the shortest lists are too much.
 */
export function excerptOf({ objects, answeredAt }: Remembered, role: Role): Remembered | undefined {
  const stored = objects[ROOT];
  const root = rootOf(isObject(stored) ? stored : {}, fieldsOf[role]);
  for (const lengthMax of [LIST_LENGTH_MAX, LIST_LENGTH_MAX / 3]) {
    const excerpt = new Excerpt(objects, lengthMax);
    excerpt.take(ROOT, root);
    if (JSON.stringify(excerpt.objects).length <= LENGTH_MAX_CHARACTERS) {
      return { objects: excerpt.objects, answeredAt };
    }
  }
  return undefined;
}

/**
 * What an earlier page has kept, brought up to what this one knows: each object's fields, and the fields of the root, are
 * those of now where there are any. A page that begins knows nothing, and what it never asks for is not forgotten.
 */
export function mergeOver(earlier: Remembered | undefined, now: Remembered): Remembered {
  if (!earlier) return now;
  const merged = Object.entries(now.objects).map(([id, object]) => {
    const before = earlier.objects[id];
    return [id, isObject(before) && isObject(object) ? { ...before, ...object } : object] as const;
  });
  return {
    objects: { ...earlier.objects, ...Object.fromEntries(merged) },
    answeredAt: { ...earlier.answeredAt, ...now.answeredAt },
  };
}
