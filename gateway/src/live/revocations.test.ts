import { createEvent } from '@payloom/event-contracts/catalogue';
import {
  gatewayAudience,
  roleAudience,
  userAudience,
  type EventEnvelope,
} from '@payloom/event-contracts/envelope';
import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import { Revocations } from '../authorization/revocations.ts';
import { changes, startLiveFixture, type LiveFixture } from '../testing/live-fixture.ts';
import { silentLog } from '../testing/open-graph.ts';
import { watch } from '../testing/test-gateway.ts';
import { MemoryLiveStore } from './memory-live-store.ts';
import { watchRevocations } from './watch-revocations.ts';

const alice = uuidv7();
const proof = { authTime: new Date(), emailVerified: true };
const query = { query: '{ payment(id: "p1") { id } }' };

function sessionEnded(sessionId: string, userId = alice): EventEnvelope {
  return createEvent({
    type: 'auth.session.ended',
    subject: sessionId,
    audience: [userAudience(userId), roleAudience('ADMIN'), gatewayAudience],
    actor: userId,
    data: { userId, sessionId, reason: 'ENDED_BY_OWNER' },
  });
}

describe('a session that was ended', () => {
  let live: LiveFixture;
  beforeAll(async () => void (live = await startLiveFixture()));
  afterAll(() => live.stop());

  const bearer = async (sessionId: string) =>
    `Bearer ${await live.test.issuer.sign({ userId: alice, sessionId })}`;

  it('loses its sockets and its tokens within two seconds, and no other session does', async () => {
    const [here, there] = [uuidv7(), uuidv7()];
    const closes: unknown[] = [];
    const open = async (sessionId: string) => {
      const authorization = await bearer(sessionId);
      const client = live.test.client({
        connectionParams: { authorization },
        on: { closed: (event) => void closes.push([sessionId, event]) },
      });
      await live.subscribed(client, changes);
      return authorization;
    };
    const [ended, kept] = [await open(here), await open(there)];
    expect((await live.test.post(query, { authorization: ended })).status).toBe(200);

    await live.test.broker.publish([sessionEnded(here)]);
    await eventually(() =>
      expect(closes).toEqual([[here, expect.objectContaining({ code: 4403, reason: 'TOKEN_INVALID' })]]),
    );
    const refused = await live.test.post(query, { authorization: ended });
    expect(refused).toMatchObject({
      status: 401,
      body: { errors: [{ extensions: { code: 'UNAUTHENTICATED', reason: 'TOKEN_INVALID' } }] },
    });
    expect((await live.test.post(query, { authorization: kept })).status).toBe(200);
  });

  it('opens no other socket with the token it had', async () => {
    const sessionId = uuidv7();
    const authorization = await bearer(sessionId);
    await live.test.broker.publish([sessionEnded(sessionId)]);
    await eventually(async () => expect((await live.test.post(query, { authorization })).status).toBe(401));
    const watched = watch(live.test.client({ connectionParams: { authorization } }), changes);
    await eventually(() => expect(watched.ended).toMatchObject({ code: 4403, reason: 'TOKEN_INVALID' }));
  });
});

describe('a role that was changed', () => {
  const event = createEvent({
    type: 'auth.user.role-changed',
    subject: alice,
    audience: [roleAudience('ADMIN'), gatewayAudience],
    actor: uuidv7(),
    data: { userId: alice, before: { role: 'CUSTOMER' }, after: { role: 'ADMIN', reason: 'Joins us' } },
  });
  const changedAtMs = Date.parse(event.time);
  const claim = (role: 'CUSTOMER' | 'ADMIN', issuedAtMs: number, userId = alice) => ({
    viewer: { userId, sessionId: uuidv7(), role, scopes: new Set<string>(), ...proof },
    issuedAtMs,
  });

  it('makes tokens with the old one count no more, and no others', () => {
    const revocations = new Revocations();
    expect(revocations.refuses(claim('CUSTOMER', changedAtMs - 60_000))).toBe(false);
    revocations.take(event);
    expect(revocations.refuses(claim('CUSTOMER', changedAtMs - 60_000))).toBe(true);
    // Signed just after, with the role that was read just before.
    expect(revocations.refuses(claim('CUSTOMER', changedAtMs + 1_000))).toBe(true);
    expect(revocations.refuses(claim('ADMIN', changedAtMs))).toBe(false);
    expect(revocations.refuses(claim('CUSTOMER', changedAtMs - 60_000, uuidv7()))).toBe(false);
    // A change back that was never heard of shuts nobody out.
    expect(revocations.refuses(claim('CUSTOMER', changedAtMs + 60_000))).toBe(false);
  });
});

describe('the watch for what takes access away', () => {
  /** A store that says, each time it is read, that it no longer has what was asked for. */
  class ForgetfulStore extends MemoryLiveStore {
    forgets = false;
    override async readAfter(...args: Parameters<MemoryLiveStore['readAfter']>) {
      if (this.forgets) throw new Error('It was away for a moment');
      return super.readAfter(...args);
    }
    override async subscribe(...args: Parameters<MemoryLiveStore['subscribe']>) {
      const [, listener] = args;
      this.gap = () => listener.onGap();
      return super.subscribe(...args);
    }
    gap = () => {};
  }

  const claimOf = (sessionId: string) => ({
    viewer: { userId: alice, sessionId, role: 'CUSTOMER' as const, scopes: new Set<string>(), ...proof },
    issuedAtMs: Date.now(),
  });

  it('goes on after the store failed, and passes over an event it cannot read', async () => {
    const [store, revocations, sessionId] = [new ForgetfulStore(), new Revocations(), uuidv7()];
    const watching = watchRevocations({ store, revocations, log: silentLog });
    await eventually(() => expect(store.listenerCount).toBe(1));
    store.forgets = true;
    store.gap();
    await eventually(() => expect(store.listenerCount).toBe(0));
    store.forgets = false;
    const broken = { ...sessionEnded(uuidv7()), data: { sessionId: 'none' } };
    await store.append([broken, sessionEnded(sessionId)]);
    await eventually(async () => {
      // It may take up the thread before or after these were appended; one more is heard in any case.
      await store.append([sessionEnded(sessionId)]);
      expect(revocations.refuses(claimOf(sessionId))).toBe(true);
    });
    expect(revocations.refuses(claimOf(uuidv7()))).toBe(false);
    await watching.stop();
    expect(store.listenerCount).toBe(0);
  });
});
