import type { EventData, EventType } from '@payloom/event-contracts/catalogue';
import { v7 as uuidv7 } from 'uuid';
import { startProfile, type RunningProfile } from './running-profile.ts';

const listQuery = `query ($users: [_Any!]!) {
  _entities(representations: $users) {
    ... on User {
      notifications(first: 20) { edges { node { kind passkey device { browser system clientAddress } } } }
    }
  }
}`;

interface Listed {
  _entities: { notifications: { edges: { node: Record<string, unknown> }[] } }[];
}

describe('notifications of what touches an account', () => {
  let profile: RunningProfile;
  let bob: string;
  beforeAll(async () => void (profile = await startProfile()));
  afterAll(() => profile?.stop());
  beforeEach(async () => {
    bob = uuidv7();
    await profile.register(bob, 'Bob');
  });

  const publish = <Type extends EventType>(type: Type, data: EventData<Type>) =>
    profile.publish({
      type,
      subject: uuidv7(),
      data,
      audience: [],
      actor: bob,
      clientAddress: '192.0.2.7',
    });
  const list = async () => {
    const users = [{ __typename: 'User', id: bob }];
    const { data } = await profile.execute<Listed>(listQuery, { users }, { as: { userId: bob } });
    return data?._entities[0]?.notifications.edges.map(({ node }) => node);
  };
  const told = (...expected: object[]) =>
    profile.eventually(async () => expect(await list()).toEqual(expected));
  const passkeyChange = (before: string | null, after: string | null) => ({
    userId: bob,
    passkeyId: uuidv7(),
    before: { passkey: before },
    after: { passkey: after },
  });

  it('tell of a sign-in on a new device, which one and where, and of none on one that is known', async () => {
    const started = { userId: bob, sessionId: uuidv7() };
    const device = { kind: 'DESKTOP', browser: 'Firefox', system: 'Windows' } as const;
    // As it was before events told of devices.
    await publish('auth.session.started', started);
    await publish('auth.session.started', { ...started, device, isNewDevice: false });
    await publish('auth.session.started', { ...started, device, isNewDevice: true });
    const where = { browser: 'Firefox', system: 'Windows', clientAddress: '192.0.2.7' };
    await told({ kind: 'NEW_DEVICE', passkey: null, device: where });
  });

  it('tell of a passkey by its name when it comes and when it goes', async () => {
    await publish('auth.user.passkey-added', passkeyChange(null, 'Key ring'));
    await told({ kind: 'PASSKEY_ADDED', passkey: 'Key ring', device: null });
    await publish('auth.user.passkey-removed', passkeyChange('Key ring', null));
    await told(
      { kind: 'PASSKEY_REMOVED', passkey: 'Key ring', device: null },
      { kind: 'PASSKEY_ADDED', passkey: 'Key ring', device: null },
    );
  });
});
