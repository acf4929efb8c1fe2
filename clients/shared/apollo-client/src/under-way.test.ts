import { gql } from '@apollo/client';
import { inFakeTime, setUp } from './testing/live-page.ts';

const payment = (status: string) => ({ __typename: 'Payment', id: 'p1', status });
const query = gql`
  query OnePayment {
    payment(id: "p1") {
      id
      status
    }
  }
`;
const mutation = gql`
  mutation Pay {
    createPayment {
      id
      status
    }
  }
`;
const changes = gql`
  subscription Changes($after: Cursor) {
    paymentChanged(after: $after) {
      cursor
      payment {
        id
        status
      }
    }
  }
`;
const answer = (status: string) => Response.json({ data: { payment: payment(status) } });
const update = (cursor: string, status: string) => ({
  paymentChanged: { __typename: 'PaymentChanged', cursor, payment: payment(status) },
});
const pass = inFakeTime();

/** A page that shows a payment, and notes the updates about it. */
async function watchPayment() {
  const graph = setUp();
  const told: string[] = [];
  graph.fetch.mockResolvedValueOnce(answer('PENDING'));
  const watched = graph.client.watchQuery<{ payment: { status: string } }>({ query });
  const watching = watched.subscribe(() => undefined);
  graph.client.subscribe<ReturnType<typeof update>>({ query: changes }).subscribe({
    next: ({ data, error }) => void told.push(error ? 'failed' : (data?.paymentChanged.cursor ?? '')),
  });
  await pass(0);
  const [connection] = graph.server.connections;
  const hold = () => {
    const held = Promise.withResolvers<Response>();
    graph.fetch.mockImplementationOnce(() => held.promise);
    return held.resolve;
  };
  const status = () => watched.getCurrentResult().data?.payment?.status;
  return { ...graph, told, watched, watching, connection, hold, status };
}

/** The same, whose query is under way again when an update comes. */
async function withQueryUnderWay(next: string) {
  const page = await watchPayment();
  const answerWith = page.hold();
  const again = page.watched.refetch();
  await pass(0);
  page.connection?.next(update('c1', next));
  return { ...page, answerWith, again };
}

describe('an update', () => {
  it('is told of at once where nothing is under way', async () => {
    const page = await watchPayment();
    page.connection?.next(update('c1', 'COMPLETED'));
    expect(page.told).toEqual(['c1']);
    await pass(10);
    expect([page.told, page.status()]).toEqual([['c1'], 'COMPLETED']);
  });

  it('is not hidden by the answer to a query that was read before it', async () => {
    const { again, answerWith, ...page } = await withQueryUnderWay('PROCESSING');
    page.connection?.next(update('c2', 'COMPLETED'));
    await pass(500);
    expect(page.told).toEqual([]);
    answerWith(answer('PENDING'));
    await again;
    await pass(10);
    expect([page.told, page.status()]).toEqual([['c1', 'c2'], 'COMPLETED']);
  });

  it('is not hidden by the answer to a mutation that was read before it', async () => {
    const page = await watchPayment();
    const answerWith = page.hold();
    const paid = page.client.mutate({ mutation });
    await pass(0);
    page.connection?.next(update('c1', 'COMPLETED'));
    answerWith(Response.json({ data: { createPayment: payment('PROCESSING') } }));
    await paid;
    await pass(10);
    expect(page.status()).toBe('COMPLETED');
  });

  it('waits for nothing that is sent after it, and not for what fails', async () => {
    const page = await watchPayment();
    const fail = page.hold();
    const failing = page.watched.refetch().catch(() => undefined);
    await pass(0);
    page.connection?.next(update('c1', 'COMPLETED'));
    page.hold();
    void page.client.query({ query, fetchPolicy: 'no-cache' }).catch(() => undefined);
    await pass(0);
    fail(new Response('', { status: 503 }));
    await failing;
    await pass(0);
    expect(page.told).toEqual(['c1']);
  });

  it('waits for three seconds at most; a query that is answered later than that is asked again', async () => {
    const { again, answerWith, ...page } = await withQueryUnderWay('COMPLETED');
    await pass(2_900);
    expect(page.told).toEqual([]);
    await pass(100);
    expect(page.told).toEqual(['c1']);
    page.fetch.mockResolvedValueOnce(answer('REFUNDED'));
    answerWith(answer('PENDING'));
    await again;
    expect([page.fetch.mock.calls.length, page.status()]).toEqual([3, 'REFUNDED']);
  });

  it('is shown again where a mutation was answered so late that it hides it', async () => {
    const page = await watchPayment();
    const answerWith = page.hold();
    const paid = page.client.mutate({ mutation });
    await pass(0);
    page.connection?.next(update('c1', 'COMPLETED'));
    await pass(3_010);
    expect([page.told, page.status()]).toEqual([['c1'], 'COMPLETED']);
    page.fetch.mockResolvedValueOnce(answer('COMPLETED'));
    answerWith(Response.json({ data: { createPayment: payment('PROCESSING') } }));
    await paid;
    await pass(10);
    expect([page.fetch.mock.calls.length, page.status()]).toEqual([3, 'COMPLETED']);
  });

  it('that was answered in time has nothing asked again that is sent later', async () => {
    const { again, answerWith, ...page } = await withQueryUnderWay('PROCESSING');
    answerWith(answer('PENDING'));
    await again;
    await pass(2_500);
    const answerLater = page.hold();
    const later = page.watched.refetch();
    await pass(1_000);
    answerLater(answer('COMPLETED'));
    await later;
    expect([page.fetch.mock.calls.length, page.status()]).toEqual([3, 'COMPLETED']);
  });

  it('comes before the end of its subscription, however long it waits', async () => {
    const { again, answerWith, ...page } = await withQueryUnderWay('COMPLETED');
    page.connection?.fail('FORBIDDEN');
    await pass(0);
    expect(page.told).toEqual([]);
    answerWith(answer('PENDING'));
    await again;
    await pass(10);
    expect(page.told).toEqual(['c1', 'failed']);
  });
});
