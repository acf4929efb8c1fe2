import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import { contextOf, silentLog, typesAbout } from '../../test/people.ts';
import { openPaymentsFixture, type PaymentsFixture, type Person } from '../../test/payments-fixture.ts';
import { createRecordingProvider, type RecordingProvider } from '../../test/recording-provider.ts';
import { findUnsoundness } from '../../test/sound-ledger.ts';
import { TopUp } from '../entities/top-up.entity.ts';
import { resumeTopUps, startProviderSweep } from './resume-top-ups.ts';
import { topUpWallet } from './top-up-wallet.ts';

let fixture: PaymentsFixture;
let provider: RecordingProvider;
let alice: Person;

beforeAll(async () => {
  fixture = await openPaymentsFixture();
});

beforeEach(async () => {
  provider = createRecordingProvider();
  alice = await fixture.person();
});

afterAll(async () => {
  expect(await findUnsoundness(fixture.orm)).toEqual([]);
  await fixture.close();
});

function topUp(amountMinor: number) {
  const context = { ...contextOf(fixture.orm, alice), provider, log: silentLog };
  return topUpWallet(context, { amount: { amountMinor, currency: 'EUR' }, idempotencyKey: uuidv7() });
}

const settlement = () => ({ em: fixture.orm.em, provider, log: silentLog });

describe('resuming top-ups', () => {
  it('credits what the provider took before we died, and does not charge it again', async () => {
    // The request dies when the money has been taken and before that is written down.
    provider.onCapture = () => Promise.reject(new Error('killed'));
    await topUp(700);
    expect(provider.takenMinor()).toBe(700);
    expect(await fixture.balanceOf(alice)).toBe(0);

    provider.onCapture = async () => undefined;
    expect(await resumeTopUps(settlement())).toBe(1);

    expect(provider.takenMinor()).toBe(700);
    expect(await fixture.balanceOf(alice)).toBe(700);
    const [resumed] = await fixture.orm.em.fork().find(TopUp, { userId: alice.userId });
    expect(resumed?.status).toBe('COMPLETED');
    expect(typesAbout(await fixture.events(), resumed?.id ?? '')).toEqual([
      'payments.top-up.requested',
      'payments.top-up.completed',
    ]);
    expect((await fixture.events()).at(-1)?.actor).toBe('system');
  });

  it('books an answer once when a request, and two sweeps, meet', async () => {
    provider.answers('silence');
    await topUp(300);
    provider.answers({ outcome: 'captured' });
    await Promise.all([resumeTopUps(settlement()), resumeTopUps(settlement()), resumeTopUps(settlement())]);
    expect(await fixture.balanceOf(alice)).toBe(300);
  });

  it('goes through all that wait, and leaves those the provider still does not answer', async () => {
    provider.answers('silence');
    for (const amountMinor of [100, 200, 300]) await topUp(amountMinor);
    expect(await resumeTopUps(settlement())).toBe(0);

    provider.answers({ outcome: 'declined', reason: 'The card has expired.' });
    expect(await resumeTopUps(settlement())).toBe(3);
    expect(await fixture.balanceOf(alice)).toBe(0);
    expect(await resumeTopUps(settlement())).toBe(0);
  });

  it('begins when the subgraph starts, and ends with it', async () => {
    provider.answers('silence');
    await topUp(400);
    provider.answers({ outcome: 'captured' });

    const sweep = startProviderSweep(settlement());
    await eventually(async () => expect(await fixture.balanceOf(alice)).toBe(400));
    await sweep.stop();
  });

  it('survives a database that is away', async () => {
    const warnings: string[] = [];
    const log = { warn: (_details: unknown, message?: string) => void warnings.push(message ?? '') };
    const em = fixture.orm.em.fork();
    em.find = () => Promise.reject(new Error('connection refused'));
    em.fork = () => em;
    const sweep = startProviderSweep({ em, provider, log });
    await eventually(() =>
      expect(warnings).toEqual(['the sweep of top-ups and payouts failed and will run again']),
    );
    await sweep.stop();
  });
});
