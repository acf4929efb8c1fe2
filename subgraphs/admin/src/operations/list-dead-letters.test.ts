import { v7 as uuidv7 } from 'uuid';
import {
  openAdminFixture,
  sessionStarted,
  walletOpened,
  type AdminFixture,
} from '../../test/admin-fixture.ts';
import { administratorContext, collected } from '../../test/dead-letters-fixture.ts';
import type { DeadLetter } from '../entities/dead-letter.entity.ts';
import { discardDeadLetters } from './discard-dead-letters.ts';
import { findDeadLetter } from './find-dead-letter.ts';
import { countDeadLetters, listDeadLetters, type DeadLetterFilter } from './list-dead-letters.ts';

describe('the list of dead letters', () => {
  let admin: AdminFixture;
  let [oldest, middle, newest]: DeadLetter[] = [];

  beforeAll(async () => {
    admin = await openAdminFixture();
    oldest = await collected(admin);
    middle = await collected(admin, { event: walletOpened(uuidv7()), queue: 'admin.audit-entries.add' });
    newest = await collected(admin, { event: sessionStarted(uuidv7()), queue: 'admin.audit-entries.add' });
    await discardDeadLetters(administratorContext(admin), { ids: [oldest.id], reason: 'A duplicate.' });
  });
  afterAll(() => admin.close());

  const list = async (filter: DeadLetterFilter) => {
    const page = await listDeadLetters(admin.context(), { first: 20, filter });
    return page.edges.map(({ node }) => node.id);
  };
  const idsOf = (letters: (DeadLetter | undefined)[]) => letters.map((letter) => letter?.id);

  it('has all of them, newest first', async () => {
    expect(await list({})).toEqual(idsOf([newest, middle, oldest]));
  });

  it.each<[string, () => DeadLetterFilter, () => (DeadLetter | undefined)[]]>([
    ['status', () => ({ status: 'OPEN' }), () => [newest, middle]],
    ['the status of those let go', () => ({ status: 'DISCARDED' }), () => [oldest]],
    ['queue', () => ({ queue: 'payments.wallets.open' }), () => [oldest]],
    ['a queue that is no consumer', () => ({ queue: 'payments' }), () => []],
    ['event type', () => ({ eventType: 'payments.wallet.opened' }), () => [middle]],
    ['the beginning of an event type', () => ({ eventType: 'auth.session' }), () => [newest, oldest]],
    ['what looks like a wildcard', () => ({ eventType: '%' }), () => []],
    ['subject', () => ({ subject: newest?.subject }), () => [newest]],
    ['several at once', () => ({ status: 'OPEN', eventType: 'auth' }), () => [newest]],
    ['nothing', () => ({ queue: ' ', subject: null }), () => [newest, middle, oldest]],
  ])('can be filtered by %s', async (_what, filter, expected) => {
    expect(await list(filter())).toEqual(idsOf(expected()));
  });

  it('comes in pages, each of which says how many there are in all', async () => {
    const context = admin.context();
    const first = await listDeadLetters(context, { first: 2 });
    expect(first.pageInfo).toMatchObject({ hasNextPage: true });
    expect(await countDeadLetters(context.em, first.where)).toBe(3);
    const rest = await listDeadLetters(context, { first: 2, after: first.pageInfo.endCursor });
    expect(rest.edges.map(({ node }) => node.id)).toEqual(idsOf([oldest]));
  });

  it('refuses a filter beyond reason', async () => {
    const refusal = { extensions: { code: 'BAD_USER_INPUT' } };
    await expect(list({ subject: 'x'.repeat(201) })).rejects.toMatchObject(refusal);
  });

  it('gives those asked for by id at once by one query, and null for what is none', async () => {
    const context = admin.context();
    const before = admin.queries.length;
    const found = await Promise.all(
      [newest?.id ?? '', uuidv7(), 'no id', oldest?.id ?? ''].map((id) => findDeadLetter(context, id)),
    );
    expect(found.map((letter) => letter?.id)).toEqual([newest?.id, undefined, undefined, oldest?.id]);
    expect(admin.queries).toHaveLength(before + 1);
  });
});
