import { onPaymentCreated } from './on-payment-created.ts';
import { onPaymentProcessing } from './on-payment-processing.ts';
import { onProfileChanged } from './on-profile-changed.ts';
import { onSettingChanged } from './on-setting-changed.ts';
import { onUserRegistered } from './on-user-registered.ts';

/** Every event this subgraph acts on. */
export const consumes = [
  onUserRegistered,
  onProfileChanged,
  onPaymentCreated,
  onPaymentProcessing,
  onSettingChanged,
];
