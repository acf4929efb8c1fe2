import { expect, signUp, test } from '../support/app.ts';
import { payAndWatch, topUp } from '../support/money.ts';
import { missingParts, rootsOf, spansOf, type ReceivedSpan } from '../support/otlp-receiver.ts';
import { partsOfPayment } from '../support/payment-trace.ts';
import { compose, linesOf } from './containers.ts';

test.setTimeout(10 * 60_000);

const withCollector = ['-f', 'docker-compose.yml', '-f', 'e2e/stack/collector.yml'];
const asItIs = ['--detach', '--no-build', '--pull', 'never', '--wait'];
/** Exporters wait a second, pages three; a machine with other work takes its time besides. */
const toldWithin = { timeout: 60_000 };

let collector = '';

test.beforeAll(async () => {
  await compose(...withCollector, 'up', ...asItIs);
  [collector = ''] = await compose(...withCollector, 'ps', '--quiet', 'collector');
});

test.afterAll(async () => {
  await compose('up', ...asItIs, '--remove-orphans');
});

test('a payment through all containers is one trace, from the browser to the page that is told of it, and tells of nobody', async ({
  browser,
}) => {
  const payee = await signUp(browser, 'Tara Payee');
  await payee.page.goto('/payments');
  await expect(payee.page.getByRole('heading', { level: 1 })).toBeVisible();
  const payer = await signUp(browser, 'Theo Payer');
  // A collector that an earlier run left behind has others' payments to tell of.
  const beganAtNs = Date.now() * 1e6;
  await topUp(payer.page, '10.00');
  await payAndWatch(payer.page, payee.email, '3.21', 'For the thread');
  await expect(payee.page.getByText('For the thread').first()).toBeVisible();

  let spans: ReceivedSpan[] = [];
  const missing = async () => {
    const all = (await linesOf(collector)).flatMap((body) => spansOf(JSON.parse(body)));
    const paid = all.find(
      ({ service, name, startTimeUnixNano }) =>
        service === 'browser' && name === 'mutation MakePayment' && startTimeUnixNano >= beganAtNs,
    );
    spans = all.filter(({ traceId }) => traceId === paid?.traceId);
    return missingParts(partsOfPayment, spans);
  };
  await expect.poll(missing, toldWithin).toEqual([]);
  // Each stands below another: it is one tree, and the browser's span is its root. Who tells first is not said.
  await expect
    .poll(async () => [...(await missing()), ...rootsOf(spans)], toldWithin)
    .toEqual(['mutation MakePayment']);

  const text = (await linesOf(collector)).join('\n');
  for (const secret of [payer.email, payee.email, 'For the thread', 'Theo Payer', 'Tara Payee'])
    expect(text).not.toContain(secret);
});
