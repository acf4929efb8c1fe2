import { SessionUnreachable } from '@payloom/session/post';
import type { MakePaymentMutation } from '../payment/__generated__/make-payment.ts';
import { wholeRefusal } from '../problems/whole-refusal.ts';
import type { PaymentWish, WaitingPayment, WaitingRefusal } from './waiting-payment.ts';
import type { WaitingPayments } from './waiting-payments.ts';

export type PaymentAnswer = MakePaymentMutation['makePayment'];
export type MadePayment = Extract<PaymentAnswer, { __typename: 'Payment' }>;

/** Asks the graph to make a payment. */
export type Pay = (wish: PaymentWish) => Promise<PaymentAnswer>;

/** What became of a payment that waited. */
export type Outcome =
  | { readonly is: 'made'; readonly wish: PaymentWish; readonly payment: MadePayment }
  | { readonly is: 'refused'; readonly wish: PaymentWish; readonly refusal: WaitingRefusal }
  /** Nobody answered: it is asked again later, with the same key. */
  | { readonly is: 'unanswered' }
  /** Another tab has it, or it was withdrawn. */
  | { readonly is: 'gone' };

/** Codes with which the graph says that it did nothing at all, and would not do it another time. */
const refusals: ReadonlySet<unknown> = new Set(['FORBIDDEN', 'BAD_USER_INPUT']);

function refusalOf(answer: Exclude<PaymentAnswer, MadePayment>): WaitingRefusal {
  switch (answer.__typename) {
    case 'InsufficientFunds':
      return { __typename: answer.__typename, available: answer.available };
    case 'DailyLimitReached':
      return { __typename: answer.__typename, left: answer.left, resetsAt: answer.resetsAt };
    case 'RecipientNotFound':
    case 'StepUpRequired':
      return { __typename: answer.__typename };
    default:
      return { __typename: 'Refused', message: answer.message };
  }
}

function refusedBy(error: unknown): WaitingRefusal | undefined {
  const refused = wholeRefusal(error, refusals);
  return refused && { __typename: 'Refused', message: refused.message };
}

async function settle(
  waiting: WaitingPayments,
  { input: wish, isSent }: WaitingPayment,
  pay: Pay,
): Promise<Outcome> {
  const key = wish.idempotencyKey;
  const refuse = async (refusal: WaitingRefusal): Promise<Outcome> => {
    await waiting.refuse(key, refusal);
    return { is: 'refused', wish, refusal };
  };
  try {
    const answer = await pay(wish);
    if (answer.__typename !== 'Payment') return await refuse(refusalOf(answer));
    await waiting.settle(key);
    return { is: 'made', wish, payment: answer };
  } catch (error) {
    const refusal = refusedBy(error);
    if (refusal) return refuse(refusal);
    // Without a token it has not left this browser.
    if (error instanceof SessionUnreachable && !isSent) await waiting.takeBack(key);
    return { is: 'unanswered' };
  }
}

/** Sends one payment that waits, whatever was said of it before. */
export async function sendOne(waiting: WaitingPayments, key: string, pay: Pay): Promise<Outcome> {
  const payment = await waiting.beginToSend(key);
  return payment ? settle(waiting, payment, pay) : { is: 'gone' };
}

/** Sends all that wait and were not refused, one after the other; stops where nobody answers. */
export async function sendWaiting(
  waiting: WaitingPayments,
  pay: Pay,
  tell: (outcome: Outcome) => void,
): Promise<void> {
  for (const { input, refusal } of await waiting.all()) {
    if (refusal) continue;
    const outcome = await sendOne(waiting, input.idempotencyKey, pay);
    tell(outcome);
    if (outcome.is === 'unanswered') return;
  }
}
