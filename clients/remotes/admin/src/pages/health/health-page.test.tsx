import '@testing-library/jest-dom';
import type { MockLink } from '@apollo/client/testing';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
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

const request = { query: ServiceHealthDocument };
const answer = (serviceHealth: ServiceRowFragment[]): MockLink.MockedResponse => ({
  request,
  result: { data: { serviceHealth } },
});

test('shows how each service is, what fails it, and its last day as bars and as a table', async () => {
  const { container } = renderPage(<HealthPage />, '/admin/health', [
    answer([auth, payments, gateway, gone]),
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

test('says that nobody is watched, and how that is changed', async () => {
  renderPage(<HealthPage />, '/admin/health', [answer([])]);
  expect(await screen.findByText('No service is watched')).toBeInTheDocument();
});

test('says what failed and tries again; tells somebody who is no administrator', async () => {
  const user = userEvent.setup();
  const forbidden = { message: 'You may not do this.', extensions: { code: 'FORBIDDEN' } };
  renderPage(<HealthPage />, '/admin/health', [
    { request, error: new Error('lost') },
    { request, result: { data: null, errors: [forbidden] } },
  ]);
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The health of the services could not be loaded.',
  );
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('This page is for administrators')).toBeInTheDocument();
});
