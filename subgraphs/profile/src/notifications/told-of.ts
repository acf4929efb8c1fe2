import type { EventOf } from '@payloom/event-contracts/catalogue';
import type { Told } from './kinds.ts';

/** The events that somebody is told of. */
export const toldTypes = [
  'payments.payment.completed',
  'payments.payment.failed',
  'payments.payment.refunded',
  'payments.payment.refund-requested',
  'payments.payment.refund-declined',
  'payments.request.paid',
  'payments.schedule.ran',
  'payments.top-up.failed',
  'auth.user.password-changed',
  'auth.user.role-changed',
  'auth.session.started',
  'auth.user.passkey-added',
  'auth.user.passkey-removed',
] as const;

export type ToldEvent = EventOf<(typeof toldTypes)[number]>;

type Event<Type extends ToldEvent['type']> = Extract<ToldEvent, { type: Type }>;
type Of<Type extends ToldEvent['type']> = Event<Type>['data'];

function toldOfPayment({
  paymentId,
  payerId,
  recipientId,
  amount,
}: Of<'payments.payment.completed'>): Told[] {
  const details = { paymentId, amount };
  return [
    { userId: recipientId, kind: 'PAYMENT_RECEIVED', details: { ...details, counterpartyId: payerId } },
    { userId: payerId, kind: 'PAYMENT_COMPLETED', details: { ...details, counterpartyId: recipientId } },
  ];
}

function toldOfFailure(data: Of<'payments.payment.failed'>): Told[] {
  const { paymentId, payerId, recipientId: counterpartyId, amount, reason } = data;
  const details = { paymentId, counterpartyId, amount, ...(reason === null ? {} : { reason }) };
  return [{ userId: payerId, kind: 'PAYMENT_FAILED', details }];
}

function toldOfSchedule(data: Of<'payments.schedule.ran'>): Told[] {
  const { payerId, recipientId: counterpartyId, amount, refusal } = data;
  if (refusal === null) return [];
  return [{ userId: payerId, kind: 'SCHEDULE_FAILED', details: { counterpartyId, amount, reason: refusal } }];
}

function toldOfRefundRequest(data: Of<'payments.payment.refund-requested'>): Told[] {
  const { paymentId, payerId: counterpartyId, recipientId, amount } = data;
  const details = { paymentId, counterpartyId, ...(amount ? { amount } : {}) };
  return [{ userId: recipientId, kind: 'REFUND_REQUESTED', details }];
}

function toldOfDevice({ data, clientaddress }: Event<'auth.session.started'>): Told[] {
  const { userId, device, isNewDevice } = data;
  if (!isNewDevice) return [];
  const { browser = null, system = null } = device ?? {};
  return [
    {
      userId,
      kind: 'NEW_DEVICE',
      details: { device: { browser, system, clientAddress: clientaddress ?? null } },
    },
  ];
}

function toldOfPasskey({
  type,
  data,
}: Event<'auth.user.passkey-added' | 'auth.user.passkey-removed'>): Told[] {
  const { userId, before, after } = data;
  const passkey = after.passkey ?? before.passkey;
  const kind = type === 'auth.user.passkey-added' ? 'PASSKEY_ADDED' : 'PASSKEY_REMOVED';
  return [{ userId, kind, details: passkey ? { passkey } : {} }];
}

/** Who is told what by an event. */
export function toldOf(event: ToldEvent): Told[] {
  switch (event.type) {
    case 'payments.payment.completed':
      return toldOfPayment(event.data);
    case 'payments.payment.failed':
      return toldOfFailure(event.data);
    case 'payments.payment.refunded': {
      const { paymentId, payerId: userId, recipientId: counterpartyId, amount } = event.data;
      return [{ userId, kind: 'REFUND_RECEIVED', details: { paymentId, counterpartyId, amount } }];
    }
    case 'payments.payment.refund-requested':
      return toldOfRefundRequest(event.data);
    case 'payments.payment.refund-declined': {
      const { paymentId, payerId: userId, recipientId: counterpartyId } = event.data;
      return [{ userId, kind: 'REFUND_DECLINED', details: { paymentId, counterpartyId } }];
    }
    case 'payments.request.paid': {
      const { requesterId: userId, payerId: counterpartyId, paymentId, amount } = event.data;
      return [{ userId, kind: 'REQUEST_PAID', details: { paymentId, counterpartyId, amount } }];
    }
    case 'payments.schedule.ran':
      return toldOfSchedule(event.data);
    case 'payments.top-up.failed': {
      const { userId, amount, reason } = event.data;
      return [{ userId, kind: 'TOP_UP_FAILED', details: { amount, reason } }];
    }
    case 'auth.user.password-changed':
      return [{ userId: event.data.userId, kind: 'PASSWORD_CHANGED', details: {} }];
    case 'auth.user.role-changed': {
      const { userId, after } = event.data;
      return [{ userId, kind: 'ROLE_CHANGED', details: { role: after.role } }];
    }
    case 'auth.session.started':
      return toldOfDevice(event);
    case 'auth.user.passkey-added':
    case 'auth.user.passkey-removed':
      return toldOfPasskey(event);
  }
}
