import type { UserListQuery } from './__generated__/user-list.ts';

/**
 * The list as it is on a page, with the newest of it as they are now: who is new comes on top, and the pages that were
 * loaded behind stay. Where none of the newest was there yet, more may have come than was asked for: then the newest alone.
 */
export function placeNewest({ users }: UserListQuery, { users: newest }: UserListQuery): UserListQuery {
  const shown = new Set(users.edges.map(({ node }) => node.id));
  const added = newest.edges.filter(({ node }) => !shown.has(node.id));
  if (users.edges.length === 0 || added.length === newest.edges.length) return { users: newest };
  const fresh = new Map(newest.edges.map((edge) => [edge.node.id, edge]));
  const edges = [...added, ...users.edges.map((edge) => fresh.get(edge.node.id) ?? edge)];
  const pageInfo = { ...users.pageInfo, startCursor: newest.pageInfo.startCursor };
  return { users: { ...newest, edges, pageInfo } };
}
