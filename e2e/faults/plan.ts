import { randomOf, type Random } from '@payloom/testkit/random';

export const replicaNames = ['payments-1', 'payments-2', 'admin-1', 'admin-2', 'auth-1', 'auth-2'] as const;
export type ReplicaName = (typeof replicaNames)[number];

/** Something that breaks, and how it comes back. */
export type Fault =
  | { readonly kind: 'kill'; readonly replica: ReplicaName; readonly downMs: number }
  | { readonly kind: 'kill RabbitMQ'; readonly downMs: number }
  | { readonly kind: 'kill PostgreSQL'; readonly downMs: number }
  | { readonly kind: 'cut all connections' }
  | { readonly kind: 'refuse connections'; readonly refusedMs: number }
  /** The next so many of these messages pass; the one after is cut within its bytes. */
  | { readonly kind: CutWithin; readonly passed: number; readonly bytes: number }
  /** Events that were handled come once more. */
  | { readonly kind: 'publish again'; readonly count: number; readonly salt: number };

export type CutWithin = 'cut within a confirm' | 'cut within an ack' | 'cut within an event';

export type Timed<T> = T & { readonly atMs: number };

export interface Intent {
  readonly payer: number;
  readonly payee: number;
  readonly amountMinor: number;
  /** Asks once more with the same key after it was told that it is done. */
  readonly asksAgain: boolean;
}

export interface Plan {
  readonly seed: number;
  readonly trafficMs: number;
  readonly payments: readonly Timed<Intent>[];
  /** Whose display name changes. */
  readonly renames: readonly Timed<{ readonly person: number }>[];
  /** Who wants to be told of something by mail. */
  readonly mails: readonly Timed<{ readonly person: number }>[];
  /** Who registers while all this goes on. */
  readonly registrations: readonly Timed<object>[];
  readonly faults: readonly Timed<Fault>[];
}

/** They can pay from the beginning. */
export const peopleCount = 20;
const msPerPayment = 30;
const trafficMsMin = 20_000;
const renamesCount = 200;
const registrationsCount = 10;
/** More than the people are written in an hour, so that the rest is gathered. */
const mailsCount = 300;
/** What the plan of a usual run holds of each kind of fault beside kills of replicas. */
const repeats = {
  rabbitMq: 2,
  postgres: 2,
  replica: 3,
  cut: 3,
  refuse: 2,
  confirm: 4,
  ack: 4,
  event: 3,
  again: 5,
};
/** Faults come in this part of the traffic, so that the last ones are still met by it. */
const faultsUntil = 0.9;

function within(kind: CutWithin, random: Random): Fault {
  const bytes = kind === 'cut within an event' ? random.int(1, 600) : random.int(0, 20);
  return { kind, passed: random.int(0, 20), bytes };
}

export const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

function drawFaults(random: Random): Fault[] {
  return random.shuffle<Fault>([
    ...replicaNames.flatMap((replica) =>
      times(repeats.replica, (): Fault => ({ kind: 'kill', replica, downMs: random.int(50, 1_500) })),
    ),
    ...times(repeats.rabbitMq, (): Fault => ({ kind: 'kill RabbitMQ', downMs: random.int(0, 1_000) })),
    ...times(repeats.postgres, (): Fault => ({ kind: 'kill PostgreSQL', downMs: random.int(0, 1_000) })),
    ...times(repeats.cut, (): Fault => ({ kind: 'cut all connections' })),
    ...times(repeats.refuse, (): Fault => ({
      kind: 'refuse connections',
      refusedMs: random.int(200, 2_000),
    })),
    ...times(repeats.confirm, () => within('cut within a confirm', random)),
    ...times(repeats.ack, () => within('cut within an ack', random)),
    ...times(repeats.event, () => within('cut within an event', random)),
    ...times(repeats.again, (): Fault => ({
      kind: 'publish again',
      count: random.int(5, 60),
      salt: random.int(0, 1_000_000),
    })),
  ]);
}

/** Gives each a time, spread over `untilMs`, each moved a little from its even place. */
export function spread<T>(items: readonly T[], untilMs: number, random: Random): Timed<T>[] {
  const stepMs = untilMs / items.length;
  return items.map((item, index) => ({
    ...item,
    atMs: Math.round((index + random.int(0, 100) / 100) * stepMs),
  }));
}

/** Somebody of so many pays somebody else. */
export function drawIntent(random: Random, among: number): Intent {
  const payer = random.int(0, among - 1);
  const payee = (payer + random.int(1, among - 1)) % among;
  return { payer, payee, amountMinor: random.int(1, 5_000), asksAgain: random.int(1, 20) === 1 };
}

/** How long so many payments are asked for. */
export const trafficMsOf = (paymentsCount: number, msPerPayment: number): number =>
  Math.max(trafficMsMin, paymentsCount * msPerPayment);

/** Everything a run does, by its seed and the number of payments. */
export function planOf(seed: number, paymentsCount: number): Plan {
  const random = randomOf(seed);
  const trafficMs = trafficMsOf(paymentsCount, msPerPayment);
  const intents = times(paymentsCount, () => drawIntent(random, peopleCount));
  const renamed = times(renamesCount, () => ({ person: random.int(0, peopleCount - 1) }));
  const mailed = times(mailsCount, () => ({ person: random.int(0, peopleCount - 1) }));
  const registered = times(registrationsCount, () => ({}));
  return {
    seed,
    trafficMs,
    payments: spread(intents, trafficMs, random),
    renames: spread(renamed, trafficMs, random),
    mails: spread(mailed, trafficMs, random),
    registrations: spread(registered, trafficMs, random),
    faults: spread(drawFaults(random), trafficMs * faultsUntil, random),
  };
}

/** A fault as a line of the run's report. */
export function describeFault(fault: Timed<Readonly<Record<string, string | number>>>): string {
  const { kind, atMs, ...details } = fault;
  const more = Object.entries(details).map(([key, value]) => `${key} ${value}`);
  return [`${(atMs / 1_000).toFixed(2)} s`, kind, ...more].join('  ');
}
