import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { fetchPasskeyChallenge } from '@payloom/session/before-sign-in';
import {
  passkeyFailure,
  passkeysFillIn,
  passkeysWork,
  showPasskey,
  withdrawPasskeyRequest,
  type PasskeyAssertion,
} from '@payloom/session/passkeys';
import { session } from '@payloom/session/session';
import { useEffect, useEffectEvent, useState } from 'react';
import {
  useSignInWithPasskeyMutation,
  type SignInWithPasskeyMutation,
} from './__generated__/passkey-sign-in.later.ts';
import { useWords } from './words.ts';

/** A challenge holds for five minutes: the browser gets another one before. */
const RENEW_AFTER_MILLISECONDS = 4 * 60_000;

type Result = SignInWithPasskeyMutation['signInWithPasskey'];

export interface PasskeySignIn {
  readonly busy: boolean;
  readonly problem: string | undefined;
  /** Lets somebody choose a passkey. */
  start(): Promise<void>;
}

/** Sends what a passkey answered, and what becomes of it. */
function usePasskeyAnswers(wait: (seconds: number) => void) {
  const [signIn] = useSignInWithPasskeyMutation();
  const [problem, setProblem] = useState<string>();
  const take = (result: Result | undefined): void => {
    const t = useWords.now();
    if (result?.__typename === 'Session') session.begin(result);
    else if (result?.__typename === 'TooManyAttempts') wait(result.retryInSeconds);
    else setProblem(t(result?.__typename === 'ChallengeExpired' ? 'passkeyLate' : 'passkeyRefused'));
  };
  const send = async (input: PasskeyAssertion): Promise<void> => {
    const data = await signIn({ input });
    take(data?.signInWithPasskey);
  };
  return { send, problem, setProblem };
}

type Answers = ReturnType<typeof usePasskeyAnswers>;

/** Offers passkeys where the email is typed, in browsers that can; silent, for nobody has asked. */
function usePasskeyFillIn({ send, setProblem }: Answers, busy: boolean, round: number): void {
  const offer = useEffectEvent(async (isOver: () => boolean): Promise<void> => {
    if (busy || !(await passkeysFillIn()) || isOver()) return;
    const asked = await fetchPasskeyChallenge();
    if (isOver()) return;
    const shown = await showPasskey(asked, { fillIn: true });
    await send(shown).catch((error: unknown) => setProblem(failureSentence(error)));
  });
  useEffect(() => {
    if (!passkeysWork()) return;
    let over = false;
    // Where nobody chooses one, or the button asks instead, the form is there as before.
    const offerQuietly = () => void offer(() => over).catch(() => undefined);
    offerQuietly();
    const renewal = setInterval(offerQuietly, RENEW_AFTER_MILLISECONDS);
    return () => {
      over = true;
      clearInterval(renewal);
      void withdrawPasskeyRequest();
    };
  }, [round]);
}

/** Signs in by a passkey, chosen by a button or where the email is typed. */
export function usePasskeySignIn(wait: (seconds: number) => void): PasskeySignIn {
  const answers = usePasskeyAnswers(wait);
  const [busy, setBusy] = useState(false);
  const [round, setRound] = useState(0);
  usePasskeyFillIn(answers, busy, round);
  const { send, problem, setProblem } = answers;
  /** Says whether a passkey was chosen. */
  const choose = async (): Promise<boolean> => {
    const asked = await fetchPasskeyChallenge();
    const shown = await showPasskey(asked).catch((error: unknown) => {
      const failure = passkeyFailure(error);
      if (failure !== 'superseded') setProblem(useWords.now()(`passkeyFailure.${failure}`));
      return undefined;
    });
    if (shown) await send(shown);
    return shown !== undefined;
  };
  const start = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    const chosen = await choose().catch((error: unknown) => setProblem(failureSentence(error)));
    setBusy(false);
    // The button's question took the place of the quiet offer, which begins anew: in one go with the button's rest, since
    // nothing is offered while that is busy.
    if (chosen !== true) setRound((before) => before + 1);
  };
  return { busy, problem, start };
}
