import { serverNow } from '@payloom/i18n/server-clock';
import type { Vault } from '@payloom/offline/vault';
import { waitingPrefix } from '@payloom/offline/waiting';
import { waitingPaymentSchema, type PaymentWish, type WaitingPayment } from './waiting-payment.ts';

const prefix = `${waitingPrefix}payments/`;
const nameOf = (key: string): string => prefix + key;

/** As many as anybody would make without a network; more is a mistake. */
export const WAITING_PAYMENTS_MAX = 20;

/** Runs a task alone among all tabs, so that none withdraws what another is about to send. */
export type Alone = <T>(task: () => Promise<T>) => Promise<T>;

const aloneAmongTabs: Alone = (task) => navigator.locks.request('payloom-waiting-payments', task);

/** The payments of one viewer that wait in this browser for the network, sealed in the vault. */
export class WaitingPayments {
  readonly #vault: Pick<Vault, 'read' | 'list' | 'write' | 'remove'>;
  readonly #viewerId: string;
  readonly #alone: Alone;

  constructor(
    vault: Pick<Vault, 'read' | 'list' | 'write' | 'remove'>,
    viewerId: string,
    alone: Alone = aloneAmongTabs,
  ) {
    this.#vault = vault;
    this.#viewerId = viewerId;
    this.#alone = alone;
  }

  /** All that wait, the oldest first. */
  async all(): Promise<WaitingPayment[]> {
    const records = await this.#vault.list(this.#viewerId, prefix);
    return records.flatMap(({ value }) => waitingPaymentSchema.safeParse(value).data ?? []);
  }

  /** One of them; undefined where it waits no longer. */
  async find(key: string): Promise<WaitingPayment | undefined> {
    return waitingPaymentSchema.safeParse(await this.#vault.read(this.#viewerId, nameOf(key))).data;
  }

  /** Lets a payment wait; false where it could not be kept. `isSent` where it was tried, and nobody knows what came of it. */
  async add(input: PaymentWish, { isSent }: { isSent: boolean }): Promise<boolean> {
    if ((await this.all()).length >= WAITING_PAYMENTS_MAX) return false;
    return this.#keep({ input, waitsSince: new Date(serverNow()).toISOString(), isSent });
  }

  /** Marks it as sent and returns it; undefined where it was withdrawn meanwhile. */
  beginToSend(key: string): Promise<WaitingPayment | undefined> {
    return this.#alone(async () => {
      const payment = await this.find(key);
      if (!payment) return undefined;
      const { refusal: _before, ...rest } = payment;
      // Not kept, it would be forgotten that it may have been made: then it is not sent.
      return (await this.#keep({ ...rest, isSent: true })) ? payment : undefined;
    });
  }

  /** The graph has made it. */
  async settle(key: string): Promise<void> {
    await this.#vault.remove(this.#viewerId, nameOf(key));
  }

  /** The graph would not make it: nothing has happened, and it waits for a decision. */
  async refuse(key: string, refusal: NonNullable<WaitingPayment['refusal']>): Promise<void> {
    const payment = await this.find(key);
    if (payment) await this.#keep({ ...payment, isSent: false, refusal });
  }

  /** It has not left this browser after all. */
  async takeBack(key: string): Promise<void> {
    const payment = await this.find(key);
    if (payment) await this.#keep({ ...payment, isSent: false });
  }

  /** Withdraws it; false where it has been sent by now. */
  withdraw(key: string): Promise<boolean> {
    return this.#alone(async () => {
      const payment = await this.find(key);
      if (payment?.isSent) return false;
      await this.settle(key);
      return true;
    });
  }

  /** Stops asking what became of it: its owner has looked. */
  async forget(key: string): Promise<void> {
    await this.#alone(() => this.settle(key));
  }

  #keep(payment: WaitingPayment): Promise<boolean> {
    return this.#vault.write(this.#viewerId, nameOf(payment.input.idempotencyKey), payment);
  }
}
