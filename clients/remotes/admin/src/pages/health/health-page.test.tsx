import '@testing-library/jest-dom';
import type { MockLink } from '@apollo/client/testing';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  DatabaseHealthDocument,
  QueueHealthDocument,
  ServiceTrafficDocument,
  type DatabaseCardFragment,
  type HealthSpan,
  type QueueCardFragment,
  type TrafficCardFragment,
} from '../../features/part-health/__generated__/part-health.ts';
import {
  ServiceHealthDocument,
  type ServiceRowFragment,
} from '../../features/service-health/__generated__/service-health.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { HealthPage } from './health-page.tsx';

const at = '2026-11-27T10:00:00.000Z';
const period = (minutes: number, readyCount: number, notReadyCount = 0, downCount = 0) => ({
  __typename: 'HealthPeriod' as const,
  from: new Date(Date.parse(at) + minutes * 60_000).toISOString(),
  readyCount,
  notReadyCount,
  downCount,
});
const auth: ServiceRowFragment = {
  __typename: 'ServiceHealth',
  id: 'auth',
  status: 'READY',
  failing: [],
  latencyMs: 7,
  checkedAt: at,
  since: at,
  history: [period(0, 0), period(30, 170, 0, 10), period(60, 180)],
};
const payments: ServiceRowFragment = { ...auth, id: 'payments', status: 'NOT_READY', failing: ['database'] };
const gateway: ServiceRowFragment = { ...auth, id: 'gateway', status: 'DOWN', latencyMs: null };
const gone: ServiceRowFragment = { ...auth, id: 'gone', status: 'UNKNOWN' };

const database: DatabaseCardFragment = {
  __typename: 'DatabaseHealth',
  id: 'auth',
  status: 'HEALTHY',
  troubles: [],
  pingMs: 3,
  connectionsUsed: 12,
  connectionsMax: 100,
  sizeBytes: 9_400_000,
  oldestTransactionSeconds: 0,
  outboxWaiting: 4,
  outboxAgeSeconds: 130,
  since: at,
  history: [
    {
      __typename: 'DatabaseHealthPoint',
      from: at,
      status: 'UNKNOWN',
      pingMs: null,
      connectionsUsed: null,
      outboxWaiting: null,
    },
    {
      __typename: 'DatabaseHealthPoint',
      from: '2026-11-27T10:02:00.000Z',
      status: 'STRAINED',
      pingMs: 700,
      connectionsUsed: 12,
      outboxWaiting: 4,
    },
  ],
};
const silent: DatabaseCardFragment = {
  ...database,
  ...{ id: 'profile', status: 'UNKNOWN', pingMs: null, connectionsUsed: null, connectionsMax: null },
  ...{ sizeBytes: null, oldestTransactionSeconds: null, outboxWaiting: null, outboxAgeSeconds: null },
};
const queue: QueueCardFragment = {
  __typename: 'QueueHealth',
  id: 'payments.wallets.open',
  description: 'Opens wallets.',
  status: 'FAILING',
  troubles: ['NO_CONSUMER', 'DEAD_LETTERS'],
  ...{ waiting: 7, ready: 5, underWay: 0, delayed: 2, consumers: 0, deadLetters: 1, oldestSeconds: 75 },
  ...{ arrivedPerMinute: 31, handledPerMinute: null },
  since: at,
  history: [
    {
      __typename: 'QueueHealthPoint',
      from: at,
      status: 'FAILING',
      ...{ waiting: 7, arrivedPerMinute: 31, handledPerMinute: null, deadLetters: 1 },
    },
  ],
};
const traffic: TrafficCardFragment = {
  __typename: 'ServiceTraffic',
  id: 'gateway',
  status: 'STRAINED',
  troubles: ['FAILING'],
  ...{ requestsPerMinute: 1_240, failedPerMinute: 80, p95Ms: 35 },
  since: at,
  history: [
    {
      __typename: 'ServiceTrafficPoint',
      from: at,
      status: 'STRAINED',
      ...{ requestsPerMinute: 1_240, failedPerMinute: 80, p95Ms: 35 },
    },
  ],
};
const partAnswers = (
  databaseHealth: DatabaseCardFragment[] = [],
  queueHealth: QueueCardFragment[] = [],
  span: HealthSpan = 'HOUR',
  serviceTraffic: TrafficCardFragment[] = [],
): MockLink.MockedResponse[] => [
  { request: { query: ServiceTrafficDocument, variables: { span } }, result: { data: { serviceTraffic } } },
  { request: { query: DatabaseHealthDocument, variables: { span } }, result: { data: { databaseHealth } } },
  { request: { query: QueueHealthDocument, variables: { span } }, result: { data: { queueHealth } } },
];

const request = { query: ServiceHealthDocument };
const answer = (serviceHealth: ServiceRowFragment[]): MockLink.MockedResponse => ({
  request,
  result: { data: { serviceHealth } },
});

test('shows how each service is, what fails it, and its last day as bars and as a table', async () => {
  const { container } = renderPage(<HealthPage />, '/admin/health', [
    answer([auth, payments, gateway, gone]),
    ...partAnswers(),
  ]);
  expect(screen.getByText('Loading the health of the services')).toBeInTheDocument();
  const first = within(await screen.findByRole('region', { name: 'auth' }));
  expect(first.getByText('Ready')).toBeInTheDocument();
  expect(first.getByText(/7 ms · ready 97.2 % of the day/)).toBeInTheDocument();
  const table = within(first.getByRole('table', { name: /^auth in the last day/ }));
  expect(table.getAllByRole('row')).toHaveLength(3);
  expect(table.getByText('Ready 170 of 180 times, down 10')).toBeInTheDocument();
  const second = within(screen.getByRole('region', { name: 'payments' }));
  expect(second.getByText('Its database does not answer.')).toBeInTheDocument();
  expect(
    within(screen.getByRole('region', { name: 'gateway' })).getByText('It does not answer.'),
  ).toBeInTheDocument();
  expect(within(screen.getByRole('region', { name: 'gone' })).getByText('Unknown')).toBeInTheDocument();
  expect(await accessibilityProblems(container)).toEqual([]);
});

test('shows what each service has to do, what of it fails, and the last hour of that', async () => {
  const { container } = renderPage(<HealthPage />, '/admin/health', [
    answer([auth]),
    ...partAnswers([], [], 'HOUR', [traffic, { ...traffic, id: 'gone', status: 'UNKNOWN', history: [] }]),
  ]);
  const card = within(await screen.findByRole('region', { name: 'Requests to gateway' }));
  expect(card.getByText('Strained', { selector: 'span' })).toBeInTheDocument();
  expect(card.getByText('One request of twenty, or more, fails.')).toBeInTheDocument();
  expect(card.getByRole('row', { name: /Strained 1,240 80 35 ms/ })).toBeInTheDocument();
  const gone = within(screen.getByRole('region', { name: 'Requests to gone' }));
  expect(gone.getByText('It does not say what it has to do.')).toBeInTheDocument();
  expect(await accessibilityProblems(container)).toEqual([]);
});

test('says that nobody is watched, and how that is changed', async () => {
  renderPage(<HealthPage />, '/admin/health', [answer([]), ...partAnswers()]);
  expect(await screen.findByText('No service is watched')).toBeInTheDocument();
});

test('says what failed and tries again; tells somebody who is no administrator', async () => {
  const user = userEvent.setup();
  const forbidden = { message: 'You may not do this.', extensions: { code: 'FORBIDDEN' } };
  renderPage(<HealthPage />, '/admin/health', [
    { request, error: new Error('lost') },
    { request, result: { data: null, errors: [forbidden] } },
    ...partAnswers(),
  ]);
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The health of the services could not be loaded.',
  );
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('This page is for administrators')).toBeInTheDocument();
});

describe('databases and queues', () => {
  const region = async (name: string) => within(await screen.findByRole('region', { name }));
  const valueOf = (card: ReturnType<typeof within>, label: string) =>
    card.getByText(label, { selector: 'dt' }).nextElementSibling;

  test('each database has its figures, its history as a plot and as a table', async () => {
    const { container } = renderPage(<HealthPage />, '/admin/health', [
      answer([]),
      ...partAnswers([database], [queue]),
    ]);
    expect(screen.getByText('Loading the health of the databases')).toBeInTheDocument();
    const card = within(await (await region('Databases')).findByRole('region', { name: 'Database of auth' }));
    expect(valueOf(card, 'Answers in')).toHaveTextContent('3 ms');
    expect(valueOf(card, 'Connections')).toHaveTextContent('12 of 100');
    expect(valueOf(card, 'Size')).toHaveTextContent('9.4 MB');
    expect(valueOf(card, 'Oldest in the outbox')).toHaveTextContent('2 min');
    const table = within(card.getByRole('table', { name: /^Database of auth in the last hour/ }));
    expect(table.getAllByRole('row')).toHaveLength(2);
    expect(table.getByText('Strained')).toBeInTheDocument();
    expect(table.getByText('700 ms')).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  test('what nobody can say is a dash, and unknown is not called healthy', async () => {
    renderPage(<HealthPage />, '/admin/health', [answer([]), ...partAnswers([silent])]);
    const card = within(
      await (await region('Databases')).findByRole('region', { name: 'Database of profile' }),
    );
    expect(card.getByText('Its service does not say how it is.')).toBeInTheDocument();
    expect(valueOf(card, 'Answers in')).toHaveTextContent('–');
    expect(valueOf(card, 'Connections')).toHaveTextContent('–');
    expect(card.queryByText('Healthy')).not.toBeInTheDocument();
  });

  test('each queue says what stands in it and what is wrong', async () => {
    renderPage(<HealthPage />, '/admin/health', [answer([]), ...partAnswers([], [queue])]);
    const card = within(await (await region('Queues')).findByRole('region', { name: queue.id }));
    expect(card.getByText('No process consumes it.')).toBeInTheDocument();
    expect(card.getByText('Its consumer has given events up: replay or discard them.')).toBeInTheDocument();
    expect(valueOf(card, 'Ready')).toHaveTextContent('5');
    expect(valueOf(card, 'Oldest')).toHaveTextContent('75 sec');
    expect(valueOf(card, 'In a minute')).toHaveTextContent('31');
    expect(valueOf(card, 'Out a minute')).toHaveTextContent('–');
    expect(await screen.findByText('No database has been looked at yet')).toBeInTheDocument();
  });

  test('the last day is asked for when the address says so', async () => {
    renderPage(<HealthPage />, '/admin/health?span=day', [
      answer([]),
      ...partAnswers([database], [queue], 'DAY'),
    ]);
    expect(
      await screen.findByRole('table', { name: /^Database of auth in the last day/ }),
    ).toBeInTheDocument();
    expect(screen.getByRole('combobox', { name: 'Period' })).toHaveTextContent('Last day');
  });

  test('one kind may fail while the others are shown, and is tried again', async () => {
    const user = userEvent.setup();
    const variables = { span: 'HOUR' } as const;
    renderPage(<HealthPage />, '/admin/health', [
      answer([]),
      { request: { query: DatabaseHealthDocument, variables }, error: new Error('lost') },
      ...partAnswers([database], [queue]),
    ]);
    const databases = await region('Databases');
    expect(await databases.findByRole('alert')).toHaveTextContent(
      'The health of the databases could not be loaded.',
    );
    expect(await (await region('Queues')).findByRole('region', { name: queue.id })).toBeInTheDocument();
    await user.click(databases.getByRole('button', { name: 'Try again' }));
    expect(await databases.findByRole('region', { name: 'Database of auth' })).toBeInTheDocument();
  });
});
