import { defineEventHandler } from '@payloom/messaging/event-handler';
import { openWallet } from '../operations/open-wallet.ts';

/** Whoever registers can pay and be paid. */
export const onUserRegistered = defineEventHandler({
  queue: 'payments.wallets.open',
  type: 'auth.user.registered',
  handle: ({ data }, em) => openWallet(em, data),
});
