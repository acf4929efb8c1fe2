import { expect, signIn, test } from '../support/app.ts';
import { payAndWatch } from '../support/money.ts';
import { missingParts, rootsOf, startOtlpReceiver, type OtlpReceiver } from '../support/otlp-receiver.ts';
import { partsOfPayment } from '../support/payment-trace.ts';

/** Exporters wait a second, pages three; a machine with other work takes its time besides. */
const toldWithin = { timeout: 60_000 };

let collector: OtlpReceiver;

test.beforeAll(async () => {
  collector = await startOtlpReceiver(Number(process.env.PAYLOOM_E2E_OTLP_PORT));
});

test.afterAll(() => collector.stop());

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
  await expect.poll(() => missingParts(partsOfPayment, collector.spans(traceId)), toldWithin).toEqual([]);

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
