import type { AnswerEvidence } from './evidence.ts';
import { firstName, newPerson, People, type Person } from './people.ts';
import { peopleCount, type Plan, type Timed } from './plan.ts';
import type { PlanClock } from './plan-clock.ts';
import type { Platform } from './platform.ts';
import type { Publisher } from './publisher.ts';

/** People who pay each other, register, change their names and are written mails. */
export class Traffic {
  readonly #platform: Platform;
  readonly #publisher: Publisher;
  readonly #people: People;
  readonly #renamed = new Map<Person, number>();

  constructor(platform: Platform, publisher: Publisher) {
    this.#platform = platform;
    this.#publisher = publisher;
    this.#people = new People(platform, publisher, peopleCount);
  }

  get answers(): readonly AnswerEvidence[] {
    return this.#people.answers;
  }

  /** Everybody registers and gets money, while nothing is broken yet. */
  async prepare(): Promise<void> {
    await this.#makeAccounts();
    await this.#people.prepare();
  }

  /** Runs until the last payment has been answered. `atHalf` begins when half of them were asked for. */
  async run(
    { payments, renames, mails, registrations }: Plan,
    clock: PlanClock,
    atHalf: () => Promise<void>,
  ): Promise<void> {
    const people = this.#people;
    const turn = ({ atMs }: Timed<object>) => clock.until(atMs);
    await Promise.all([
      people.payAll(payments, clock, atHalf),
      ...renames.map((rename) => turn(rename).then(() => this.#rename(people.person(rename.person)))),
      ...mails.map((mail) => turn(mail).then(() => this.#requestMail(people.person(mail.person)))),
      ...registrations.map((each) => turn(each).then(() => people.register(newPerson()))),
    ]);
  }

  /** In the place of sign-up, which takes a second of hashing each: their emails are proven. */
  async #makeAccounts(): Promise<void> {
    const sql = `
      insert into users (id, email, password_hash, role, status, created_at, email_verified_at, language)
      values ($1, $2, '', 'CUSTOMER', 'ACTIVE', now(), now(), 'en')`;
    await this.#platform.query('auth', async (database) => {
      for (const { userId, email } of this.#people.all) await database.query(sql, [userId, email]);
    });
  }

  #requestMail({ userId }: Person): Promise<void> {
    return this.#publisher.publish({
      type: 'profile.notification.mail-requested',
      subject: userId,
      data: {
        userId,
        kind: 'PAYMENT_RECEIVED',
        happenedAt: new Date().toISOString(),
        locale: 'en-GB',
        timeZone: 'UTC',
        isAboutAccount: false,
        details: { counterpartyName: firstName, amount: { amountMinor: 1, currency: 'EUR' } },
      },
      audience: [],
      actor: 'system',
    });
  }

  #rename(person: Person): Promise<void> {
    const { userId } = person;
    const renamed = (this.#renamed.get(person) ?? 0) + 1;
    this.#renamed.set(person, renamed);
    const state = { phone: null, locale: 'en-GB', timeZone: 'UTC' };
    const before = { ...state, displayName: nameOf(renamed - 1) };
    const after = { ...state, displayName: nameOf(renamed) };
    const data = { userId, before, after };
    return this.#publisher.publish({
      type: 'profile.profile.updated',
      subject: userId,
      data,
      audience: [],
      actor: userId,
    });
  }
}

const nameOf = (renamed: number): string => `Name ${renamed}`;
