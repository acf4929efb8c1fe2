import { requireViewer } from '@payloom/subgraph-kit/context';
import { withRecentProof } from '@payloom/subgraph-kit/step-up';
import { addPasskey as addPasskeyOperation } from '../../operations/add-passkey.ts';
import {
  beginPasskeyProof as beginPasskeyProofOperation,
  beginPasskeySetup as beginPasskeySetupOperation,
  beginPasskeySignIn as beginPasskeySignInOperation,
} from '../../operations/begin-passkey.ts';
import {
  removePasskey as removePasskeyOperation,
  renamePasskey as renamePasskeyOperation,
} from '../../operations/manage-passkeys.ts';
import { signInWithPasskey as signInWithPasskeyOperation } from '../../operations/sign-in-with-passkey.ts';
import { handOver } from '../hand-over.ts';
import type { MutationResolvers } from '../__generated__/resolver-types.ts';

export const beginPasskeySignIn: MutationResolvers['beginPasskeySignIn'] = (_parent, _args, context) =>
  beginPasskeySignInOperation(context);

export const signInWithPasskey: MutationResolvers['signInWithPasskey'] = async (
  _parent,
  { input },
  context,
) => handOver(context, await signInWithPasskeyOperation(context, input));

export const beginPasskeyProof: MutationResolvers['beginPasskeyProof'] = (_parent, _args, context) =>
  beginPasskeyProofOperation(context, requireViewer(context));

export const beginPasskeySetup: MutationResolvers['beginPasskeySetup'] = (_parent, _args, context) =>
  withRecentProof(context, () => beginPasskeySetupOperation(context, requireViewer(context)), context.now());

/** The challenge that it answers was given for a recent proof, in the same session. */
export const addPasskey: MutationResolvers['addPasskey'] = (_parent, { input }, context) =>
  addPasskeyOperation(context, requireViewer(context), input);

export const renamePasskey: MutationResolvers['renamePasskey'] = (_parent, { input }, context) =>
  renamePasskeyOperation(context, requireViewer(context), input);

export const removePasskey: MutationResolvers['removePasskey'] = (_parent, { id }, context) =>
  withRecentProof(context, () => removePasskeyOperation(context, requireViewer(context), id), context.now());
