import type { EntityManager, EntityName, FilterQuery, OrderDefinition } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import { badUserInput } from './errors.ts';

/** More in one page would let one request hold a subgraph. */
export const pageSizeMax = 100;

export interface PageArguments {
  first: number;
  after?: string | null | undefined;
}

export interface Connection<Node> {
  edges: { cursor: string; node: Node }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

/** The opaque cursor of the row with that id (UUIDv7, so ids sort by the time they were made). */
export function encodeCursor(id: string): string {
  return Buffer.from(id).toString('base64url');
}

/** The id of the row that a cursor stands for. Throws BAD_USER_INPUT for what is none. */
export function decodeCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!isUuid(id)) throw badUserInput('after: expected a cursor from an earlier page.');
  return id;
}

/** Throws BAD_USER_INPUT for a page of a size that is not given. */
export function checkPageSize(first: number): void {
  if (Number.isInteger(first) && first >= 1 && first <= pageSizeMax) return;
  throw badUserInput(`first: expected a whole number between 1 and ${pageSizeMax}.`);
}

/**
 * One page of the rows that match, newest first, by keyset. Follows the Relay cursor connections specification
 * (https://relay.dev/graphql/connections.htm). Throws BAD_USER_INPUT for a bad cursor or page size.
 */
export async function paginate<Entity extends { id: string }>(
  em: EntityManager,
  entity: EntityName<Entity>,
  where: FilterQuery<Entity>,
  { first, after }: PageArguments,
): Promise<Connection<Entity>> {
  checkPageSize(first);
  const behind = after ? [{ id: { $lt: decodeCursor(after) } }] : [];
  const rows = await em.find(entity, { $and: [where, ...behind] } as FilterQuery<Entity>, {
    orderBy: { id: 'desc' } as OrderDefinition<Entity>,
    limit: first + 1,
  });
  return toConnection(rows, first, Boolean(after));
}

/** Makes the connection of `first + 1` rows read ahead, so that `hasNextPage` needs no count. */
export function toConnection<Node extends { id: string }>(
  rows: readonly Node[],
  first: number,
  hasPreviousPage: boolean,
): Connection<Node> {
  const edges = rows.slice(0, first).map((node) => ({ cursor: encodeCursor(node.id), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
