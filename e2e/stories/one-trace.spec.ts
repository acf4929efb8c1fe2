import { expect, signIn, test } from '../support/app.ts';
import { payAndWatch } from '../support/money.ts';
import {
  missingParts,
  rootsOf,
  startOtlpReceiver,
  type OtlpReceiver,
  type TraceParts,
} from '../support/otlp-receiver.ts';

/** Exporters wait a second, pages three; a machine with other work takes its time besides. */
const toldWithin = { timeout: 60_000 };

let collector: OtlpReceiver;

test.beforeAll(async () => {
  collector = await startOtlpReceiver(Number(process.env.PAYLOOM_E2E_OTLP_PORT));
});

test.afterAll(() => collector.stop());

/** What a trace of a payment is made of. */
const parts: TraceParts = {
  'the browser asks': ({ service, name }) => service === 'browser' && name === 'mutation MakePayment',
  'the gateway takes it': ({ service, name }) => service === 'gateway' && name === 'POST /graphql',
  'the gateway fetches': ({ service, name }) => service === 'gateway' && name === 'fetch payments',
  'payments answers': ({ service, name }) =>
    service === 'payments' && name.startsWith('mutation MakePayment'),
  'payments writes its tables and its outbox': ({ service, attributes }) =>
    service === 'payments' && /insert into "outbox"/.test(attributes['db.query.text'] ?? ''),
  'payments commits': ({ service, name }) => service === 'payments' && name === 'sql commit',
  'the relay publishes': ({ service, name }) =>
    service === 'payments' && name === 'publish payments.payment.completed',
  'payments goes on by its own events': ({ service, name }) =>
    service === 'payments' && name.startsWith('process payments.'),
  'admin consumes': ({ service, name }) => service === 'admin' && name === 'process admin.audit-entries.add',
  'admin writes its inbox or what it learned': ({ service, name }) =>
    service === 'admin' && name === 'sql insert',
  'the gateway consumes': ({ service, name }) =>
    service === 'gateway' && name === 'process gateway.live.deliver',
  'the gateway delivers': ({ service, name }) => service === 'gateway' && name.startsWith('deliver '),
  'a page takes the update': ({ service, name }) => service === 'browser' && name.startsWith('update '),
};

test('one payment is one trace, from the browser to the page that is told of it, and tells of nobody', async ({
  browser,
  app,
}) => {
  const bob = await signIn(browser, app.accounts.bob);
  await bob.page.goto('/payments');
  await expect(bob.page.getByRole('heading', { level: 1 })).toBeVisible();
  const alice = await signIn(browser, app.accounts.alice);
  const beganAtNs = Date.now() * 1e6;
  await payAndWatch(alice.page, bob.email, '3.21', 'For the thread');
  await expect(bob.page.getByText('For the thread').first()).toBeVisible();

  // What the stories before this one have to tell may come only now.
  const paying = () =>
    collector
      .spans()
      .filter(
        ({ name, service, startTimeUnixNano }) =>
          service === 'browser' && name === 'mutation MakePayment' && startTimeUnixNano >= beganAtNs,
      );
  await expect.poll(() => paying().length, toldWithin).toBe(1);
  const [{ traceId } = { traceId: '' }] = paying();
  await expect.poll(() => missingParts(parts, collector.spans(traceId)), toldWithin).toEqual([]);

  // Each stands below another: it is one tree, and the browser's span is its root. Who tells first is not said.
  await expect.poll(() => rootsOf(collector.spans(traceId)), toldWithin).toEqual(['mutation MakePayment']);
  const spans = collector.spans(traceId);
  const subgraphs = new Set(
    spans.map(({ service }) => service).filter((name) => name !== 'browser' && name !== 'gateway'),
  );
  expect(subgraphs.size).toBeGreaterThanOrEqual(2);

  for (const secret of [alice.email, bob.email, 'For the thread', alice.password, 'payloom.example'])
    expect(collector.text()).not.toContain(secret);
});
