import { requireViewer } from '@payloom/subgraph-kit/context';
import { withRecentProof } from '@payloom/subgraph-kit/step-up';
import { completeSignIn as completeSignInOperation } from '../../operations/complete-sign-in.ts';
import { renewRecoveryCodes as renewRecoveryCodesOperation } from '../../operations/renew-recovery-codes.ts';
import {
  beginTotpSetup as beginTotpSetupOperation,
  confirmTotpSetup as confirmTotpSetupOperation,
  turnOffTotp as turnOffTotpOperation,
} from '../../operations/set-up-totp.ts';
import { handOver } from '../hand-over.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const completeSignIn: MutationResolvers['completeSignIn'] = async (_parent, { input }, context) =>
  handOver(context, await completeSignInOperation(context, input));

export const beginTotpSetup: MutationResolvers['beginTotpSetup'] = (_parent, _args, context) =>
  withRecentProof(context, () => beginTotpSetupOperation(context, requireViewer(context)), context.now());

export const confirmTotpSetup: MutationResolvers['confirmTotpSetup'] = (_parent, { input }, context) =>
  confirmTotpSetupOperation(context, requireViewer(context), input);

export const turnOffTotp: MutationResolvers['turnOffTotp'] = (_parent, _args, context) =>
  withRecentProof(context, () => turnOffTotpOperation(context, requireViewer(context)), context.now());

export const renewRecoveryCodes: MutationResolvers['renewRecoveryCodes'] = (_parent, _args, context) =>
  withRecentProof(context, () => renewRecoveryCodesOperation(context, requireViewer(context)), context.now());
