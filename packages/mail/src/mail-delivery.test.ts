import { MikroORM } from '@mikro-orm/postgresql';
import { eventually } from '@payloom/testkit/eventually';
import { createTestDatabase, type TestDatabase } from '@payloom/testkit/postgres';
import { startMailDelivery, type MailDeliveryOptions } from './mail-delivery.ts';
import { MailRefused, type Mail } from './mail-sender.ts';
import { queueMail } from './queue-mail.ts';
import { QueuedMail } from './queued-mail.entity.ts';
import { renderMail } from './render-mail.ts';
import { dropMailTablesSql, mailTablesSql } from './tables.ts';

const to = 'alice@example.com';

describe('mail that was promised', () => {
  let database: TestDatabase;
  let orm: MikroORM;
  let now: Date;
  let sent: Mail[];
  const running: { stop(): Promise<void> }[] = [];

  beforeAll(async () => {
    database = await createTestDatabase('mail');
    orm = await MikroORM.init({ clientUrl: database.url, entities: [QueuedMail] });
  });
  beforeEach(async () => {
    for (const sql of mailTablesSql) await orm.em.getConnection().execute(sql);
    [now, sent] = [new Date(), []];
  });
  afterEach(async () => {
    for (const each of running.splice(0)) await each.stop();
    for (const sql of dropMailTablesSql) await orm.em.getConnection().execute(sql);
  });
  afterAll(async () => {
    await orm.close();
    await database.drop();
  });

  const compose: MailDeliveryOptions['compose'] = async (_em, { kind, language, data }) =>
    renderMail({ language, subject: kind, paragraphs: [String(data['word'])] });
  const deliver = (parts: Partial<MailDeliveryOptions> = {}) => {
    const send = async (mail: Mail) => void sent.push(mail);
    const sender = { send, close: async () => {} };
    const log = { warn: () => {} };
    running.push(startMailDelivery({ orm, sender, compose, log, now: () => now, pollEveryMs: 10, ...parts }));
  };
  const failing = (error: Error) => ({ send: () => Promise.reject(error), close: async () => {} });
  const promise = (word = 'bell') =>
    orm.em.fork().transactional(async (em) => {
      queueMail(em, { kind: 'greeting', to, language: 'en', data: { word } }, now);
    });
  const rows = () => orm.em.fork().find(QueuedMail, {});

  it('leaves, composed, and is not kept', async () => {
    await promise();
    deliver();
    await eventually(async () => expect(await rows()).toEqual([]));
    expect(sent).toMatchObject([{ to, subject: 'greeting', text: expect.stringContaining('bell') }]);
  });

  it('does not leave when what it was promised with is undone', async () => {
    const undone = orm.em.fork().transactional(async (em) => {
      queueMail(em, { kind: 'greeting', to, language: 'en', data: {} }, now);
      await em.flush();
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    expect(await rows()).toEqual([]);
  });

  it('is tried again later, again and again, when it cannot leave', async () => {
    await promise();
    let failures = 0;
    const log = { warn: () => void (failures += 1) };
    deliver({ sender: failing(new Error('connect ECONNREFUSED')), log });
    const delays: number[] = [];
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      const [row] = await eventually(async () => {
        // Until then it is only lent for a try, and due when that could be over.
        expect(failures).toBe(attempt);
        const found = await rows();
        expect(found).toMatchObject([
          { attempts: attempt, failure: 'connect ECONNREFUSED', givenUpAt: null },
        ]);
        return found;
      });
      const delayMs = (row?.nextAttemptAt.getTime() ?? 0) - now.getTime();
      delays.push(delayMs);
      now = new Date(now.getTime() + delayMs);
    }
    // Doubling from five seconds, each between half and all of it.
    delays.forEach((delayMs, index) => {
      expect(delayMs).toBeGreaterThanOrEqual(2_500 * 2 ** index);
      expect(delayMs).toBeLessThanOrEqual(5_000 * 2 ** index);
    });
  });

  it('is given up when the address takes none, and stays to be looked at', async () => {
    await promise();
    deliver({ sender: failing(new MailRefused('Answered with 550')) });
    await eventually(async () =>
      expect(await rows()).toMatchObject([{ givenUpAt: now, failure: 'Answered with 550', attempts: 1 }]),
    );
  });

  it('is taken over from a replica that died while it sent', async () => {
    await promise();
    const over = Promise.withResolvers<void>();
    const never = { send: () => over.promise, close: async () => {} };
    const stuck = startMailDelivery({
      orm,
      sender: never,
      compose,
      log: { warn: () => {} },
      now: () => now,
      pollEveryMs: 10,
    });
    await eventually(async () => expect(await rows()).toMatchObject([{ attempts: 1 }]));
    deliver();
    now = new Date(now.getTime() + 31_000);
    await eventually(async () => expect(await rows()).toEqual([]));
    expect(sent).toHaveLength(1);
    over.resolve();
    await stuck.stop();
  });

  it('stays with the replica that sends it though its server takes longer than a lease', async () => {
    await promise();
    const leaseMs = 300;
    const over = Promise.withResolvers<void>();
    const slowly = async (mail: Mail) => {
      sent.push(mail);
      await over.promise;
    };
    const sender = { send: slowly, close: async () => {} };
    for (let each = 0; each < 2; each += 1) deliver({ sender, leaseMs });
    await eventually(() => expect(sent).toHaveLength(1));
    for (let step = 0; step < 4; step += 1) {
      // Less than a lease goes by each time, and more than two of them in the end.
      now = new Date(now.getTime() + leaseMs * 0.7);
      const renewed = { nextAttemptAt: new Date(now.getTime() + leaseMs), attempts: 1 };
      await eventually(async () => expect(await rows()).toMatchObject([renewed]));
    }
    over.resolve();
    await eventually(async () => expect(await rows()).toEqual([]));
    for (const each of running.splice(0)) await each.stop();
    expect(sent).toHaveLength(1);
  });

  it('leaves once though many replicas look for it', async () => {
    for (let each = 0; each < 25; each += 1) await promise(`word ${each}`);
    for (let each = 0; each < 3; each += 1) deliver();
    await eventually(async () => expect(await rows()).toEqual([]));
    expect(new Set(sent.map(({ id }) => id)).size).toBe(25);
    expect(sent).toHaveLength(25);
  });

  it('is let go when there is nothing to say any more', async () => {
    await promise();
    deliver({ compose: async () => null });
    await eventually(async () => expect(await rows()).toEqual([]));
    expect(sent).toEqual([]);
  });

  it('goes on when the composing of another fails', async () => {
    await promise('broken');
    await promise('whole');
    deliver({
      compose: async (em, mail) => {
        if (mail.data['word'] === 'broken') throw new Error('no such word');
        return compose(em, mail);
      },
    });
    await eventually(async () => expect(await rows()).toMatchObject([{ failure: 'no such word' }]));
    expect(sent).toHaveLength(1);
  });
});
