import { consumers } from '@payloom/event-contracts/consumers';
import { openAdminFixture, type AdminFixture } from '../../test/admin-fixture.ts';
import { administratorContext, collected, recordingBroker } from '../../test/dead-letters-fixture.ts';
import { listEventQueues } from './list-event-queues.ts';
import { replayDeadLetters } from './replay-dead-letters.ts';

describe('listEventQueues', () => {
  let admin: AdminFixture;

  beforeAll(async () => {
    admin = await openAdminFixture();
  });
  afterAll(() => admin.close());

  it('has every consumer with what it is there for and how its queue stands', async () => {
    const state = { waiting: 7, delayed: 3, underWay: 1, oldestAt: new Date(), deadLetters: 0, consumers: 2 };
    const inspect = async () => [{ queue: 'profile.profiles.create', ...state }];
    const queues = await listEventQueues(administratorContext(admin, recordingBroker({ inspect })));
    expect(queues.map(({ queue }) => queue)).toEqual(Object.keys(consumers));
    expect(queues.find(({ queue }) => queue === 'profile.profiles.create')).toEqual({
      queue: 'profile.profiles.create',
      description: 'Makes the profile of a new user.',
      patterns: ['auth.user.registered'],
      ...state,
    });
    // Declared by no process yet.
    const open = queues.find(({ queue }) => queue === 'payments.wallets.open');
    expect(open).toMatchObject({ waiting: 0, consumers: 0 });
  });

  it('counts the dead letters that are open, those not collected yet among them', async () => {
    const letter = await collected(admin, { queue: 'admin.users.rename' });
    await collected(admin, { queue: 'admin.users.rename' });
    const inspect = async () => [
      {
        ...{ queue: 'admin.users.rename', waiting: 0, delayed: 0, underWay: 0, oldestAt: undefined },
        ...{ deadLetters: 4, consumers: 1 },
      },
    ];
    const context = administratorContext(admin, recordingBroker({ inspect }));
    const deadLetters = async () =>
      (await listEventQueues(context)).find(({ queue }) => queue === 'admin.users.rename')?.deadLetters;
    expect(await deadLetters()).toBe(6);
    await replayDeadLetters(context, [letter.id]);
    expect(await deadLetters()).toBe(5);
  });

  it('says when the broker does not answer', async () => {
    const inspect = () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.3:5672'));
    const listing = listEventQueues(administratorContext(admin, recordingBroker({ inspect })));
    await expect(listing).rejects.toMatchObject({
      message: 'The event broker does not answer; try again in a moment.',
      extensions: { code: 'BROKER_UNAVAILABLE' },
    });
  });
});
