import '@testing-library/jest-dom';
import type { MockLink } from '@apollo/client/testing';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { screen, within } from '@testing-library/react';
import { askedFilter, everything } from '../audit/audit-filter.ts';
import { AuditLogDocument } from '../features/audit-log/__generated__/audit-log.ts';
import { DeadLetterCountDocument } from '../features/dead-letter-list/__generated__/dead-letter-list.ts';
import { KeyFiguresDocument } from '../features/key-figures/__generated__/key-figures.ts';
import { ServiceHealthDocument } from '../features/service-health/__generated__/service-health.ts';
import { completed, renamed } from '../testing/audit-log.ts';
import { renderPage } from '../testing/render-page.tsx';
import { dashboard } from './dashboard.ts';

const figures = (created: number) => ({
  __typename: 'KeyFigureDay' as const,
  day: new Date(Date.UTC(2026, 10, 14)).toISOString(),
  usersRegistered: 0,
  paymentsCreated: created,
  paymentsCompleted: 0,
  paymentsFailed: 0,
});
const days = Array.from({ length: 14 }, (_, index) => ({
  ...figures(index === 13 ? 7 : 2),
  day: new Date(Date.UTC(2026, 10, 1 + index)).toISOString(),
}));
const service = (id: string, status: 'READY' | 'DOWN') => ({
  __typename: 'ServiceHealth' as const,
  id,
  status,
  failing: [],
  latencyMs: 4,
  checkedAt: '2026-11-14T10:00:00.000Z',
  since: '2026-11-14T09:00:00.000Z',
  history: [],
});

const answers = (openCount: number): MockLink.MockedResponse[] => [
  {
    request: { query: KeyFiguresDocument, variables: { days: 14 } },
    result: { data: { keyFigures: days } },
  },
  {
    request: { query: ServiceHealthDocument },
    result: { data: { serviceHealth: [service('auth', 'READY'), service('payments', 'DOWN')] } },
  },
  {
    request: { query: DeadLetterCountDocument, variables: { filter: { status: 'OPEN' } } },
    result: {
      data: { deadLetters: { __typename: 'DeadLetterConnection', totalCount: openCount } },
    },
  },
  {
    request: { query: AuditLogDocument, variables: { filter: askedFilter(everything), first: 6 } },
    result: {
      data: {
        auditEntries: {
          __typename: 'AuditEntryConnection',
          edges: [{ __typename: 'AuditEntryEdge', cursor: 'c', node: completed }],
          pageInfo: {
            __typename: 'PageInfo',
            hasNextPage: false,
            hasPreviousPage: false,
            startCursor: 'c',
            endCursor: 'c',
          },
        },
      },
    },
  },
];

/** Shows every card, as the shell would. */
async function show(mocks: MockLink.MockedResponse[]) {
  const cards = await Promise.all(dashboard.map(async ({ id, load }) => ({ id, Shown: await load() })));
  const page = cards.map(({ id, Shown }) => <Shown key={id} />);
  return renderPage(page, '/', mocks);
}
const region = async (name: string) => within(await screen.findByRole('region', { name }));

test('an administrator sees today, what does not answer, what waits and what happened last', async () => {
  const { container, push } = await show(answers(3));
  const today = await region('Today');
  expect(await today.findByText('(2)')).toBeInTheDocument();
  expect(today.getByRole('table', { name: /Payments made by day/ })).toBeInTheDocument();
  expect(await (await region('Health')).findByText('1 service is not ready')).toBeInTheDocument();
  expect(await screen.findByText('3 events could not be handled')).toBeInTheDocument();
  const audit = await region('Latest in the audit log');
  expect(await audit.findByText('payments.payment.completed')).toBeInTheDocument();
  push({
    auditEntryAdded: {
      __typename: 'AuditEntryAdded',
      cursor: 'c2',
      type: 'admin.audit-entry.added',
      at: renamed.at,
      auditEntry: renamed,
    },
  });
  expect(await audit.findByText('Alice Meyer')).toBeInTheDocument();
  expect(await accessibilityProblems(container)).toEqual([]);
});

test('what cannot be loaded says so in its place', async () => {
  await show(answers(0).slice(1));
  expect(await (await region('Today')).findByRole('alert')).toHaveTextContent('This could not be loaded');
  expect(await screen.findByText('Every event was handled.')).toBeInTheDocument();
});
