import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { makePasskey, passkeyFailure, type PasskeyAttestation } from '@payloom/session/passkeys';
import { toast } from '@payloom/ui-kit/toaster';
import { useState } from 'react';
import {
  useAddPasskeyMutation,
  useBeginPasskeySetupMutation,
  type AddPasskeyMutation,
} from './__generated__/passkeys.ts';
import { useWords } from './words.ts';

type Refusal = Exclude<AddPasskeyMutation['addPasskey']['__typename'], 'PasskeyAdded'>;

const refusals = {
  PasskeyRefused: 'notAccepted',
  ChallengeExpired: 'late',
  TooManyPasskeys: 'tooMany',
  InvalidInput: 'notAccepted',
} as const satisfies Record<Refusal, string>;

/** Makes a passkey on this device and adds it. Resolves with why that did not come about, in a sentence. */
export function useAddPasskey() {
  const [begin] = useBeginPasskeySetupMutation({ fetchPolicy: 'no-cache' });
  const [add] = useAddPasskeyMutation();
  const [busy, setBusy] = useState(false);
  const send = async (input: PasskeyAttestation): Promise<string | undefined> => {
    const t = useWords.now();
    const { data } = await add({ variables: { input } });
    const name = data?.addPasskey.__typename;
    if (name !== 'PasskeyAdded') return t(name ? refusals[name] : 'notAccepted');
    toast.success(t('added'));
    return undefined;
  };
  const make = async (): Promise<string | undefined> => {
    const t = useWords.now();
    const setup = (await begin()).data?.beginPasskeySetup;
    if (setup?.__typename !== 'PasskeySetup')
      return t(setup?.__typename === 'TooManyPasskeys' ? 'tooMany' : 'notProven');
    const made = await makePasskey(setup).catch((error: unknown) => passkeyFailure(error));
    return typeof made === 'string' ? t(`failure.${made}`) : send(made);
  };
  const run = async (): Promise<string | undefined> => {
    setBusy(true);
    try {
      return await make();
    } catch (error) {
      return failureSentence(error);
    } finally {
      setBusy(false);
    }
  };
  return { run, busy };
}
