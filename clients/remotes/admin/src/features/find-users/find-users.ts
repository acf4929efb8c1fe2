import { graph } from '@payloom/apollo-client/graph';
import type { Found } from '@payloom/session/remote-entry';
import { FindUsersDocument } from './__generated__/find-users.ts';

const foundMax = 5;

/** Finds users by a part of their name or email address, for the command palette. */
export async function findUsers(text: string): Promise<readonly Found[]> {
  const { data } = await graph.client.query({
    query: FindUsersDocument,
    variables: { filter: { search: text }, first: foundMax },
    fetchPolicy: 'network-only',
  });
  const users = data?.users.edges.map(({ node }) => node) ?? [];
  return users.map(({ id, displayName, email }) => ({
    id,
    label: displayName ?? email ?? id,
    detail: email ?? '',
    to: `/admin/users/${id}`,
  }));
}
