import { requireViewer } from '@payloom/subgraph-kit/context';
import {
  sendEmailVerification as sendEmailVerificationOperation,
  verifyEmail as verifyEmailOperation,
} from '../../operations/verify-email.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const verifyEmail: MutationResolvers['verifyEmail'] = (_parent, { input }, context) =>
  verifyEmailOperation(context, input.token);

export const sendEmailVerification: MutationResolvers['sendEmailVerification'] = (_parent, _args, context) =>
  sendEmailVerificationOperation(context, requireViewer(context));
