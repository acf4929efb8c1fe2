import type { EventData, EventType } from '@payloom/event-contracts/catalogue';
import { v7 as uuidv7 } from 'uuid';
import { startProfile, type RunningProfile } from './running-profile.ts';

const chooseMutation = `mutation ($choices: [NotificationChoiceInput!]!) {
  chooseNotifications(choices: $choices) {
    __typename
    ... on Profile { notificationChoices { kind inApp byEmail } }
  }
}`;
const regionMutation = `mutation { updateProfile(input: { locale: "de-CH", timeZone: "Europe/Zurich" }) { __typename } }`;

interface Chosen {
  chooseNotifications: { notificationChoices: { kind: string; inApp: boolean; byEmail: boolean }[] };
}

describe('mails that tell of something', () => {
  let profile: RunningProfile;
  let alice: string;
  let bob: string;
  beforeAll(async () => void (profile = await startProfile()));
  afterAll(() => profile?.stop());
  beforeEach(async () => {
    alice = uuidv7();
    bob = uuidv7();
    await profile.register(alice, 'Alice');
    await profile.register(bob, 'Bob');
  });

  const amount = { amountMinor: 2_500, currency: 'EUR' };
  const publish = <Type extends EventType>(type: Type, data: EventData<Type>) =>
    profile.publish({
      type,
      subject: uuidv7(),
      data,
      audience: [],
      actor: 'system',
      clientAddress: '192.0.2.7',
    });
  const pay = () => {
    const parties = { paymentId: uuidv7(), payerId: alice, recipientId: bob };
    return publish('payments.payment.completed', { ...parties, amount, status: 'COMPLETED', reason: null });
  };
  const choose = async (...choices: object[]) => {
    const { data } = await profile.execute<Chosen>(chooseMutation, { choices }, { as: { userId: bob } });
    return data?.chooseNotifications.notificationChoices;
  };
  const of = (type: string, userId: string) =>
    profile.published.filter((event) => event.type === type && event.data['userId'] === userId);
  const mailsTo = (userId: string) => of('profile.notification.mail-requested', userId);
  /** Another event has come through behind it, so that what it brings would be there. */
  const settled = async () => {
    await publish('payments.top-up.failed', {
      topUpId: uuidv7(),
      walletId: uuidv7(),
      userId: bob,
      amount,
      reason: 'CARD_DECLINED',
    });
    const told = () => of('profile.notification.added', bob).map(({ data }) => data['kind']);
    await profile.eventually(() => expect(told()).toContain('TOP_UP_FAILED'));
  };

  it('are asked for of who is paid, with all that they say, and of who pays only where that is chosen', async () => {
    await profile.execute(regionMutation, {}, { as: { userId: bob } });
    const event = await pay();
    await profile.eventually(() => expect(mailsTo(bob)).toHaveLength(1));
    expect(mailsTo(bob)[0]).toMatchObject({
      subject: bob,
      audience: '',
      data: {
        kind: 'PAYMENT_RECEIVED',
        happenedAt: event.time,
        locale: 'de-CH',
        timeZone: 'Europe/Zurich',
        isAboutAccount: false,
        details: { paymentId: event.data['paymentId'], counterpartyName: 'Alice', amount },
      },
    });
    expect(mailsTo(alice)).toEqual([]);
  });

  it('are asked for once, though the event comes twice', async () => {
    const event = await pay();
    await profile.publishAgain(event);
    await pay();
    await profile.eventually(() => expect(mailsTo(bob)).toHaveLength(2));
    await settled();
    expect(mailsTo(bob)).toHaveLength(2);
  });

  it('come or not as was chosen, whatever is chosen for the app', async () => {
    expect(await choose({ kind: 'PAYMENT_RECEIVED', byEmail: false })).toContainEqual({
      kind: 'PAYMENT_RECEIVED',
      inApp: true,
      byEmail: false,
    });
    await pay();
    await settled();
    expect(mailsTo(bob)).toEqual([]);
    await profile.eventually(() => expect(of('profile.notification.added', bob)).toHaveLength(2));

    const both = { kind: 'PAYMENT_RECEIVED', inApp: false, byEmail: true };
    expect(await choose(both)).toContainEqual(both);
    await pay();
    await profile.eventually(() => expect(mailsTo(bob)).toHaveLength(1));
    expect(of('profile.notification.added', bob)).toHaveLength(2);
  });

  it('are told to other subgraphs as what is not wanted by mail', async () => {
    await choose({ kind: 'REFUND_RECEIVED', byEmail: false });
    const updated = () => of('profile.profile.updated', bob);
    await profile.eventually(() => expect(updated()).toHaveLength(1));
    expect(updated()[0]?.data).toMatchObject({
      before: { mailMutedKinds: expect.not.arrayContaining(['REFUND_RECEIVED']) },
      after: { mailMutedKinds: expect.arrayContaining(['REFUND_RECEIVED', 'PAYMENT_COMPLETED']) },
    });
  });

  it('tell of a passkey and of a new device, and leave a changed password to auth, which tells of it itself', async () => {
    const device = { kind: 'DESKTOP', browser: 'Firefox', system: 'Windows' } as const;
    const passkey = { before: { passkey: null }, after: { passkey: 'Key ring' } };
    await publish('auth.user.password-changed', { userId: bob });
    await publish('auth.user.passkey-added', { userId: bob, passkeyId: uuidv7(), ...passkey });
    await publish('auth.session.started', { userId: bob, sessionId: uuidv7(), device, isNewDevice: true });
    await profile.eventually(() => expect(mailsTo(bob)).toHaveLength(2));
    await settled();
    const said = mailsTo(bob).map(({ data: { kind, isAboutAccount, details } }) => [
      kind,
      isAboutAccount,
      details,
    ]);
    expect(said).toHaveLength(2);
    expect(said).toContainEqual(['PASSKEY_ADDED', true, { passkey: 'Key ring' }]);
    const where = { browser: 'Firefox', system: 'Windows', clientAddress: '192.0.2.7' };
    expect(said).toContainEqual(['NEW_DEVICE', true, { device: where }]);
  });
});
