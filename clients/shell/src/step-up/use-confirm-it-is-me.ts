import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { passkeyFailure, showPasskey, type PasskeyFailure } from '@payloom/session/passkeys';
import { session } from '@payloom/session/session';
import { stepUp } from '@payloom/session/step-up';
import { useState } from 'react';
import {
  useBeginPasskeyProofMutation,
  useConfirmItIsMeMutation,
  type ConfirmItIsMeMutation,
  type ConfirmItIsMeMutationVariables,
} from './__generated__/confirm-it-is-me.ts';
import { useWords } from './words.ts';

type Input = ConfirmItIsMeMutationVariables['input'];
type Refusal = Exclude<ConfirmItIsMeMutation['confirmItIsMe']['__typename'], 'ItIsYou'>;

interface Problem {
  /** What was typed is wrong, rather than that nothing could be found out. */
  readonly isWrong: boolean;
  readonly message: string;
}

function problemOf(refusal: Refusal | undefined, { code }: Input): Problem {
  const t = useWords.now();
  switch (refusal) {
    case 'TooManyAttempts':
      return { isWrong: false, message: t('tooManyAttempts') };
    case 'PasskeyRefused':
      return { isWrong: false, message: t('passkeyRefused') };
    case 'ChallengeExpired':
      return { isWrong: false, message: t('passkeyLate') };
    default:
      return { isWrong: true, message: t(code ? 'wrongCode' : 'wrong') };
  }
}

function problemOfFailure(failure: PasskeyFailure): Problem {
  const message = useWords.now()(failure === 'address' ? 'passkeyAddress' : 'passkeyNotShown');
  return { isWrong: false, message };
}

/** Shows the graph a proof of who is in front of the page; what asked for it then goes on by itself. */
export function useConfirmItIsMe() {
  const [confirm] = useConfirmItIsMeMutation({ fetchPolicy: 'no-cache' });
  const [begin] = useBeginPasskeyProofMutation({ fetchPolicy: 'no-cache' });
  const [busy, setBusy] = useState<'typed' | 'passkey'>();
  const [problem, setProblem] = useState<Problem>();
  const send = async (input: Input): Promise<void> => {
    const { data } = await confirm({ variables: { input } });
    const name = data?.confirmItIsMe.__typename;
    if (name !== 'ItIsYou') return setProblem(problemOf(name, input));
    // The token that tells so has to be there before what was asked is repeated.
    await session.refresh();
    stepUp.answer(true);
  };
  const run = async (what: 'typed' | 'passkey', work: () => Promise<void>): Promise<void> => {
    setBusy(what);
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      setProblem({ isWrong: false, message: failureSentence(error) });
    } finally {
      setBusy(undefined);
    }
  };
  const askPasskey = async (): Promise<void> => {
    const challenge = (await begin()).data?.beginPasskeyProof;
    if (!challenge) return;
    const shown = await showPasskey(challenge).catch((error: unknown) => passkeyFailure(error));
    if (typeof shown !== 'string') await send({ passkey: shown });
    else if (shown !== 'superseded') setProblem(problemOfFailure(shown));
  };
  return {
    show: (input: Input) => run('typed', () => send(input)),
    showPasskey: () => run('passkey', askPasskey),
    miss: (message: string) => setProblem({ isWrong: true, message }),
    forget: () => setProblem(undefined),
    busy,
    problem,
  };
}
