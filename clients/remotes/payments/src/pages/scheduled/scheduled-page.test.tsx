import '@testing-library/jest-dom';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import { toast, Toaster } from '@payloom/ui-kit/toaster';
import { finishActions } from '@payloom/ui-kit/undo';
import { axe } from 'jest-axe';
import { bob, euros, viewerWallet } from '../../testing/payments.ts';
import { showRemote } from '../../testing/show-remote.tsx';
import { createTestGraph } from '../../testing/test-graph.ts';
import { dateInDays, dateWords } from '../../payment/calendar-date.ts';

const rent = (change: object = {}) => ({
  __typename: 'PaymentSchedule',
  id: 'schedule-1',
  status: 'ACTIVE',
  cadence: 'MONTHLY',
  recipient: { ...bob, wallet: undefined },
  amount: euros(80_000),
  note: 'Rent',
  startsOn: '2027-01-31',
  nextDueOn: '2027-02-28',
  lastRun: null,
  ...change,
});

const page = (...nodes: object[]) => ({
  paymentSchedules: {
    __typename: 'PaymentScheduleConnection',
    edges: nodes.map((node, index) => ({ __typename: 'PaymentScheduleEdge', cursor: String(index), node })),
    pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
  },
});

const run = (change: object) => ({ __typename: 'ScheduleRun', id: 'run-1', dueOn: '2027-01-31', ...change });

afterEach(() => {
  toast.dismiss();
});

test('what is planned is listed: whom, how often, when next, and what came of the last', async () => {
  const refused = run({ payment: null, refusal: 'Your wallet holds less than the amount.' });
  const paid = run({ id: 'run-2', payment: { __typename: 'Payment', id: 'payment-7' }, refusal: null });
  const graph = createTestGraph({
    PaymentSchedules: () =>
      page(
        rent({ lastRun: refused }),
        rent({ id: 'schedule-2', status: 'ENDED', cadence: 'ONCE', nextDueOn: null, lastRun: paid }),
      ),
  });
  const remote = showRemote('/payments/scheduled', graph);
  await screen.findByText('Done');
  const [first, second] = (await screen.findAllByRole('row')).slice(1).map((row) => within(row));
  expect(first?.getByText('Every month from Sun, Jan 31, 2027')).toBeInTheDocument();
  expect(first?.getByText('Sun, Feb 28, 2027')).toBeInTheDocument();
  expect(first?.getByText(/Not paid on .*: Your wallet holds less than the amount\./)).toBeInTheDocument();
  expect(second?.getByText('Done')).toBeInTheDocument();
  expect(second?.getByRole('link', { name: /Paid on/ })).toHaveAttribute('href', '/payments/payment-7');
  expect(second?.queryByRole('button')).not.toBeInTheDocument();
  expect((await axe(remote.container)).violations).toEqual([]);
});

test('what is planned, run, missed and cancelled elsewhere shows by itself', async () => {
  const graph = createTestGraph({ PaymentSchedules: () => page(rent({ id: 'schedule-1' })) });
  showRemote('/payments/scheduled', graph);
  await screen.findByText('Sun, Feb 28, 2027');
  const tell = (type: string, schedule: object) =>
    act(() =>
      graph.push('ScheduleChanges', {
        paymentScheduleChanged: {
          __typename: 'PaymentScheduleChanged',
          cursor: '1-0',
          type: `payments.schedule.${type}`,
          at: '2027-02-28T08:00:00.000Z',
          schedule,
        },
      }),
    );
  const rows = () => screen.getAllByRole('row').slice(1);

  tell('created', rent({ id: 'schedule-2', note: 'Gym', nextDueOn: '2027-03-01' }));
  await waitFor(() => expect(rows()).toHaveLength(2));
  expect(rows()[0]).toHaveTextContent('Mon, Mar 1, 2027');

  const paid = run({ payment: { __typename: 'Payment', id: 'payment-7' }, refusal: null });
  tell('ran', rent({ nextDueOn: '2027-03-31', lastRun: paid }));
  expect(await screen.findByRole('link', { name: /Paid on/ })).toHaveAttribute('href', '/payments/payment-7');
  expect(screen.getByText('Wed, Mar 31, 2027')).toBeInTheDocument();

  const missed = run({ id: 'run-2', payment: null, refusal: 'Your wallet holds less than the amount.' });
  tell('ran', rent({ nextDueOn: '2027-04-30', lastRun: missed }));
  expect(await screen.findByText(/Not paid on .*: Your wallet holds less/)).toBeInTheDocument();

  tell('cancelled', rent({ status: 'CANCELLED', nextDueOn: null, lastRun: missed }));
  expect(await screen.findByText('Cancelled')).toBeInTheDocument();
  expect(graph.requests('PaymentSchedules')).toHaveLength(1);
});

const cancelled = () => ({ cancelPaymentSchedule: rent({ status: 'CANCELLED', nextDueOn: null }) });
const cancelButton = () => screen.findByRole('button', { name: 'Cancel the payments to Bob Vendor' });

describe('a schedule is cancelled', () => {
  const graphOf = (answer: Parameters<typeof createTestGraph>[0][string], change: object = {}) =>
    createTestGraph({ PaymentSchedules: () => page(rent(change)), CancelPaymentSchedule: answer });

  test('at once as far as one sees, and really when nobody has undone it', async () => {
    const graph = graphOf(cancelled);
    const { user, container } = showRemote('/payments/scheduled', graph);
    await user.click(await cancelButton());
    expect(await screen.findByText('Cancelled')).toBeInTheDocument();
    expect(graph.requests('CancelPaymentSchedule')).toEqual([]);
    expect((await axe(container)).violations).toEqual([]);
    await act(() => finishActions());
    expect(graph.requests('CancelPaymentSchedule')).toEqual([{ input: { scheduleId: 'schedule-1' } }]);
    expect(screen.getByText('Cancelled')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Undo/ })).not.toBeInTheDocument();
  });

  test('not at all when it is undone, with the keyboard too', async () => {
    const graph = graphOf(cancelled);
    const { user } = showRemote('/payments/scheduled', graph);
    await user.click(await cancelButton());
    expect(screen.getByRole('button', { name: /^Undo: cancel/ })).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(await screen.findByText('Sun, Feb 28, 2027')).toBeInTheDocument();
    const itsPlace = (await cancelButton()).parentElement;
    expect(itsPlace?.contains(document.activeElement)).toBe(true);
    await user.click(await cancelButton());
    expect(await screen.findByText('Cancelled')).toBeInTheDocument();
    await user.keyboard('{Control>}z{/Control}');
    expect(screen.queryByText('Cancelled')).not.toBeInTheDocument();
    await act(() => finishActions());
    expect(graph.requests('CancelPaymentSchedule')).toEqual([]);
  });

  test.each<[string, () => object]>([
    [
      'no answer comes',
      () => {
        throw new TypeError('Failed to fetch');
      },
    ],
    ['it is refused', () => ({ cancelPaymentSchedule: { __typename: 'ScheduleNotFound', message: 'No.' } })],
  ])('and comes back, marked, when %s', async (_why, answer) => {
    const graph = graphOf(() => answer() as Record<string, unknown>);
    const { user } = showRemote('/payments/scheduled', graph);
    render(<Toaster />);
    await user.click(await cancelButton());
    await act(() => finishActions());
    expect(await screen.findByText('Not cancelled')).toBeInTheDocument();
    expect(screen.getByText('Sun, Feb 28, 2027')).toBeInTheDocument();
    expect(await screen.findByText('The payments to Bob Vendor were not cancelled')).toBeInTheDocument();
    graph.answer('CancelPaymentSchedule', cancelled);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(graph.requests('CancelPaymentSchedule')).toHaveLength(2));
    expect(await screen.findByText('Cancelled')).toBeInTheDocument();
  });

  test('after a second look where it may run any moment', async () => {
    const graph = graphOf(cancelled, { nextDueOn: dateInDays(1) });
    const { user } = showRemote('/payments/scheduled', graph);
    await user.click(await cancelButton());
    const dialog = within(await screen.findByRole('dialog', { name: 'Cancel what is planned?' }));
    expect((await axe(document.body)).violations).toEqual([]);
    await user.click(dialog.getByRole('button', { name: 'Cancel the schedule' }));
    expect(await screen.findByText('Cancelled')).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(graph.requests('CancelPaymentSchedule')).toEqual([{ input: { scheduleId: 'schedule-1' } }]);
  });
});

test('where nothing is planned it says how to, and what cannot be loaded can be tried again', async () => {
  const graph = createTestGraph({
    PaymentSchedules: () => {
      throw new TypeError('Failed to fetch');
    },
  });
  const { user } = showRemote('/payments/scheduled', graph);
  expect(await screen.findByText('What is planned could not be loaded')).toBeInTheDocument();
  graph.answer('PaymentSchedules', () => page());
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Nothing is planned')).toBeInTheDocument();
});

describe('planning a payment', () => {
  const startsOn = dateInDays(10);
  const graphThat = (schedulePayment: object) =>
    createTestGraph({
      ViewerWallet: () => viewerWallet(10_000),
      DueDates: () => ({ dueDates: [startsOn, dateInDays(17), dateInDays(24)] }),
      SchedulePayment: () => ({ schedulePayment }),
      PaymentSchedules: () => page(rent()),
    });

  async function fillIn({ user }: ReturnType<typeof showRemote>, date: string): Promise<void> {
    await user.type(await screen.findByLabelText("Recipient's email"), 'bob@payloom.example');
    await user.type(screen.getByLabelText('Amount'), '25');
    await user.selectOptions(screen.getByLabelText('When'), 'Every week');
    if (date) await user.type(screen.getByLabelText('First date'), date);
    await user.click(screen.getByRole('button', { name: 'Review payment' }));
  }

  test('shows the next dates before, and leads to what is planned', async () => {
    const graph = graphThat(rent());
    const remote = showRemote('/pay', graph);
    await fillIn(remote, startsOn);
    const dates = within(await screen.findByRole('list', { name: 'Next dates' }));
    expect(dates.getByText(dateWords(startsOn))).toBeInTheDocument();
    expect(dates.getByText('and so on, until you cancel')).toBeInTheDocument();
    expect((await axe(remote.container)).violations).toEqual([]);
    await remote.user.click(screen.getByRole('button', { name: /^Plan to pay bob@payloom.example/ }));

    await waitFor(() => expect(remote.address()).toBe('/payments/scheduled'));
    expect(graph.requests('SchedulePayment')).toEqual([
      {
        input: {
          recipientEmail: 'bob@payloom.example',
          amount: { amountMinor: 2_500, currency: 'EUR' },
          note: null,
          cadence: 'WEEKLY',
          startsOn,
          timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
          idempotencyKey: expect.stringMatching(/^[\da-f-]{36}$/),
        },
      },
    ]);
  });

  test.each([
    ['', 'Choose a date.'],
    [dateInDays(0), /Choose tomorrow or a later day/],
    [dateInDays(800), 'Choose a day within two years.'],
  ])('refuses the date "%s" before anything is sent', async (date, words) => {
    const graph = graphThat(rent());
    await fillIn(showRemote('/pay', graph), date);
    expect(await screen.findByText(words)).toBeInTheDocument();
    expect(graph.requests('SchedulePayment')).toEqual([]);
  });

  test('shows at the date what the server refuses about it', async () => {
    const fields = [{ __typename: 'InvalidField', name: 'startsOn', message: 'Must be tomorrow or later.' }];
    const remote = showRemote('/pay', graphThat({ __typename: 'InvalidInput', message: 'No.', fields }));
    await fillIn(remote, startsOn);
    await remote.user.click(await screen.findByRole('button', { name: /^Plan to pay/ }));
    expect(await screen.findByLabelText('First date')).toHaveAccessibleDescription(/Must be tomorrow/);
  });
});
