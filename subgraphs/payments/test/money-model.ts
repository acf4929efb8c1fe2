import { afterPaying, afterReturn } from '../src/entities/payment-request.entity.ts';
import { mayMove, isPast, type PaymentStatus } from '../src/entities/payment-state.ts';
import { payoutMayMove, type PayoutStatus } from '../src/entities/payout-state.ts';
import { balancesAfter, type Holder, type Line } from '../src/ledger/entry-lines.ts';
import {
  capturing,
  delivering,
  holding,
  refunding,
  reversing,
  settlingPayout,
} from '../src/ledger/movements.ts';
import { judgeRefund } from '../src/operations/judge-refund.ts';
import { hasRoomFor } from '../src/operations/wallet-bounds.ts';

/*
 * The payments database in memory, on the very rules that the operations follow: the state machine, the posting rules, the
 * bound of a wallet, the verdict on a refund, and what payments make of requests. Each step is one transaction. The locks of the database bring parallel
 * transactions into some order; which one is what the property test draws.
 */

export interface ModelPayment {
  readonly id: number;
  readonly payer: number;
  readonly recipient: number;
  readonly amountMinor: number;
  status: PaymentStatus;
  refundedMinor: number;
  /** The request that it pays. */
  readonly request: number | null;
  readonly held: readonly Line<Holder>[];
}

export interface ModelRequest {
  readonly requester: number;
  readonly amountMinor: number;
  readonly use: 'SINGLE' | 'MULTI';
  status: 'OPEN' | 'PAID';
  paidCount: number;
}

export interface ModelPayout {
  readonly who: number;
  readonly amountMinor: number;
  readonly held: readonly Line<Holder>[];
  status: PayoutStatus;
}

export type Step =
  | { kind: 'top-up'; who: number; amountMinor: number; key: string }
  | { kind: 'pay'; who: number; whom: number; amountMinor: number; key: string }
  | { kind: 'process' | 'complete' | 'cancel'; which: number }
  | { kind: 'ask'; who: number; amountMinor: number; use: 'SINGLE' | 'MULTI' }
  | { kind: 'pay-request'; who: number; which: number; key: string }
  | { kind: 'pay-out'; who: number; amountMinor: number; key: string }
  | { kind: 'payout-told'; which: number; status: Exclude<PayoutStatus, 'PENDING'> }
  | { kind: 'refund'; which: number; amountMinor: number | null; key: string };

/** The same lines with the wallet as it is now. */
const inWallet = (lines: readonly Line<Holder>[], wallet: Holder): Line<Holder>[] =>
  lines.map((line) => ('balanceMinor' in line.account ? { ...line, account: wallet } : line));

interface Use {
  readonly input: string;
  readonly result: number;
}

export class MoneyModel {
  readonly postings: Line<Holder>[] = [];
  readonly payments: ModelPayment[] = [];
  readonly requests: ModelRequest[] = [];
  readonly payouts: ModelPayout[] = [];
  readonly refunds: { readonly payment: number; readonly amountMinor: number }[] = [];
  /** What came of each use of a key, by user, operation and key. */
  readonly uses = new Map<string, Use>();
  /** How many effects each key has had. */
  readonly effects = new Map<string, number>();
  #capturedMinor = 0;
  readonly #balances: number[];

  constructor(peopleCount: number) {
    this.#balances = Array.from({ length: peopleCount }, () => 0);
  }

  get capturedMinor(): number {
    return this.#capturedMinor;
  }

  walletOf(person: number): Holder {
    return { id: `wallet:${person}`, currency: 'EUR', balanceMinor: this.#balances[person] ?? Number.NaN };
  }

  /** Takes a step and says what the answer to it is. */
  take(step: Step): string {
    switch (step.kind) {
      case 'top-up':
        return this.#once(step.who, step, () => this.#topUp(step.who, step.amountMinor));
      case 'pay':
        return this.#once(step.who, step, () => this.#pay(step));
      case 'refund':
        return this.#refundOnce(step);
      case 'ask':
        return this.#ask(step);
      case 'pay-request':
        return this.#once(step.who, step, () => this.#payRequest(step));
      case 'pay-out':
        return this.#once(step.who, step, () => this.#payOut(step));
      case 'payout-told':
        return this.#tellOfPayout(this.payouts[step.which], step.status);
      default:
        return this.#move(step.kind, this.payments[step.which]);
    }
  }

  #post(lines: readonly Line<Holder>[]): void {
    for (const [{ id }, balance] of balancesAfter(lines)) this.#balances[Number(id.split(':')[1])] = balance;
    this.postings.push(...lines);
  }

  /** One effect for each key; a refusal leaves it unused. */
  #once(who: number, { kind, key, ...input }: Step & { key: string }, act: () => number | string): string {
    const [name, text] = [`${who} ${kind} ${key}`, JSON.stringify(input)];
    const earlier = this.uses.get(name);
    if (earlier) return earlier.input === text ? `result ${earlier.result}` : 'reused key';
    const result = act();
    if (typeof result === 'string') return result;
    this.uses.set(name, { input: text, result });
    this.effects.set(name, (this.effects.get(name) ?? 0) + 1);
    return `result ${result}`;
  }

  #topUp(who: number, amountMinor: number): number | string {
    const wallet = this.walletOf(who);
    if (!hasRoomFor(wallet.balanceMinor, amountMinor)) return 'full';
    this.#post(capturing(wallet, amountMinor));
    this.#capturedMinor += amountMinor;
    return this.#capturedMinor;
  }

  #pay({ who, whom, amountMinor }: Extract<Step, { kind: 'pay' }>): number | string {
    return this.#accept({ payer: who, recipient: whom, amountMinor, request: null });
  }

  #accept(wish: Pick<ModelPayment, 'payer' | 'recipient' | 'amountMinor' | 'request'>): number | string {
    const { payer: who, recipient: whom, amountMinor } = wish;
    const payer = this.walletOf(who);
    if (who === whom) return 'oneself';
    if (payer.balanceMinor < amountMinor) return 'too little money';
    const [held, id] = [holding(payer, amountMinor), this.payments.length];
    this.#post(held);
    this.payments.push({ ...wish, id, refundedMinor: 0, held, status: 'PENDING' });
    return id;
  }

  /** An event that comes twice or late does nothing, one that comes early is refused. */
  #move(kind: 'process' | 'complete' | 'cancel', payment: ModelPayment | undefined): string {
    if (payment === undefined) return 'no payment';
    const from = kind === 'complete' ? 'PROCESSING' : 'PENDING';
    if (payment.status !== from) return isPast(from, payment.status) ? 'past' : 'too early';
    if (kind === 'process') return this.#reach(payment, 'PROCESSING');
    if (kind === 'cancel') return this.#giveBack(payment, 'CANCELLED');
    const recipient = this.walletOf(payment.recipient);
    if (!hasRoomFor(recipient.balanceMinor, payment.amountMinor)) return this.#giveBack(payment, 'FAILED');
    this.#post(delivering(recipient, payment.amountMinor));
    return this.#reach(payment, 'COMPLETED');
  }

  #giveBack(payment: ModelPayment, to: PaymentStatus): string {
    const payer = this.walletOf(payment.payer);
    this.#post(reversing(inWallet(payment.held, payer)));
    const request = payment.request === null ? undefined : this.requests[payment.request];
    if (request) Object.assign(request, afterReturn(request));
    return this.#reach(payment, to);
  }

  #ask({ who, amountMinor, use }: Extract<Step, { kind: 'ask' }>): string {
    this.requests.push({ requester: who, amountMinor, use, status: 'OPEN', paidCount: 0 });
    return `asked ${this.requests.length - 1}`;
  }

  #payRequest({ who, which }: Extract<Step, { kind: 'pay-request' }>): number | string {
    const request = this.requests[which];
    if (request === undefined) return 'no request';
    if (request.status !== 'OPEN') return 'closed';
    const { requester: recipient, amountMinor } = request;
    const paid = this.#accept({ payer: who, recipient, amountMinor, request: which });
    if (typeof paid === 'number') Object.assign(request, afterPaying(request));
    return paid;
  }

  #payOut({ who, amountMinor }: Extract<Step, { kind: 'pay-out' }>): number | string {
    const wallet = this.walletOf(who);
    if (wallet.balanceMinor < amountMinor) return 'too little money';
    const held = holding(wallet, amountMinor);
    this.#post(held);
    this.payouts.push({ who, amountMinor, held, status: 'PENDING' });
    return this.payouts.length - 1;
  }

  /** A webhook that comes twice or late does nothing. */
  #tellOfPayout(payout: ModelPayout | undefined, to: Exclude<PayoutStatus, 'PENDING'>): string {
    if (payout === undefined) return 'no payout';
    if (!payoutMayMove(payout.status, to)) return 'past';
    if (to === 'SETTLED') this.#post(settlingPayout('EUR', payout.amountMinor));
    if (to === 'RETURNED') this.#post(reversing(inWallet(payout.held, this.walletOf(payout.who))));
    payout.status = to;
    return to;
  }

  #reach(payment: ModelPayment, to: PaymentStatus): string {
    if (!mayMove(payment.status, to))
      throw new Error(`A payment cannot move from ${payment.status} to ${to}`);
    payment.status = to;
    return to;
  }

  #refundOnce(step: Extract<Step, { kind: 'refund' }>): string {
    const payment = this.payments[step.which];
    if (payment === undefined) return 'no payment';
    return this.#once(payment.recipient, step, () => this.#refund(payment, step.amountMinor));
  }

  #refund(payment: ModelPayment, askedMinor: number | null): number | string {
    const [recipient, payer] = [this.walletOf(payment.recipient), this.walletOf(payment.payer)];
    const verdict = judgeRefund({
      payment,
      askedMinor,
      recipientMinor: recipient.balanceMinor,
      payerMinor: payer.balanceMinor,
    });
    if (!verdict.allowed) return verdict.because;
    this.#post(refunding(recipient, payer, verdict.amountMinor));
    payment.refundedMinor += verdict.amountMinor;
    this.refunds.push({ payment: payment.id, amountMinor: verdict.amountMinor });
    return this.refunds.length - 1;
  }
}
