import type { MockLink } from '@apollo/client/testing';
import { askedFilter, everything } from '../audit/audit-filter.ts';
import {
  ActorDocument,
  type ActorChoiceFragment,
} from '../features/actor-filter/__generated__/actor-filter.ts';
import {
  AuditLogDocument,
  type AuditLogQuery,
  type AuditRowFragment,
} from '../features/audit-log/__generated__/audit-log.ts';

const unfiltered = askedFilter(everything);

export const alice: ActorChoiceFragment = {
  __typename: 'User',
  id: 'u1',
  displayName: 'Alice Meyer',
  email: 'alice@payloom.example',
};
export const renamed: AuditRowFragment = {
  __typename: 'AuditEntry',
  id: '0002',
  at: '2026-11-22T10:00:00.000Z',
  action: 'profile.profile.updated',
  subject: '01930000-0000-7000-8000-0000a11ce001',
  clientAddress: '203.0.113.7',
  before: { displayName: 'Alice', locale: 'en' },
  after: { displayName: 'Alice Meyer', locale: 'en' },
  actor: alice,
};
export const completed: AuditRowFragment = {
  ...renamed,
  id: '0001',
  action: 'payments.payment.completed',
  clientAddress: null,
  before: null,
  after: { status: 'COMPLETED' },
  actor: null,
};
export const failed: AuditRowFragment = { ...completed, id: '0003', action: 'payments.payment.failed' };

export function log(entries: AuditRowFragment[], hasNextPage = false): AuditLogQuery {
  return {
    auditEntries: {
      __typename: 'AuditEntryConnection',
      edges: entries.map((node) => ({ __typename: 'AuditEntryEdge', cursor: `cursor-${node.id}`, node })),
      pageInfo: {
        __typename: 'PageInfo',
        hasNextPage,
        hasPreviousPage: false,
        startCursor: entries[0] ? `cursor-${entries[0].id}` : null,
        endCursor: entries.length > 0 ? `cursor-${entries.at(-1)?.id}` : null,
      },
    },
  };
}

/** A live update. */
export const added = (auditEntry: AuditRowFragment) => ({
  auditEntryAdded: {
    __typename: 'AuditEntryAdded',
    cursor: `live-${auditEntry.id}`,
    type: 'admin.audit-entry.added',
    at: auditEntry.at,
    auditEntry,
  },
});

/** The request for the log, narrowed or not. */
export function asks(
  filter: Partial<Record<keyof typeof unfiltered, string>> = {},
  more = {},
): MockLink.MockedRequest {
  const variables = { filter: { ...unfiltered, ...filter }, first: 25, ...more };
  return { query: AuditLogDocument, variables };
}

export const both = (): MockLink.MockedResponse => ({
  request: asks(),
  result: { data: log([renamed, completed]) },
});
export const whoIsAlice: MockLink.MockedResponse = {
  request: { query: ActorDocument, variables: { id: 'u1' } },
  result: { data: { user: alice } },
};
