import { drawIntent, spread, times, trafficMsOf, type Intent, type Timed } from '../plan.ts';
import { randomOf, type Random } from '@payloom/testkit/random';

export const gatewayNames = ['gateway-1', 'gateway-2', 'gateway-3'] as const;
export type GatewayName = (typeof gatewayNames)[number];

/** Something of the live engine that breaks, and how it comes back. */
export type LiveFault =
  | { readonly kind: 'kill' | 'stop'; readonly gateway: GatewayName; readonly downMs: number }
  | { readonly kind: 'cut clients'; readonly gateway: GatewayName }
  | { readonly kind: 'kill Redis' | 'kill RabbitMQ'; readonly downMs: number }
  | { readonly kind: 'refuse Redis' | 'refuse RabbitMQ'; readonly refusedMs: number }
  | { readonly kind: 'cut Redis' | 'cut RabbitMQ' }
  | { readonly kind: 'pause Redis'; readonly pausedMs: number }
  /** It loses everything it held. */
  | { readonly kind: 'empty Redis' };

/** What a subscriber does by itself. */
export interface Move {
  readonly subscriber: number;
  readonly kind: 'go elsewhere' | 'be cut off' | 'read nothing';
  readonly forMs: number;
}

/** Who subscribes to what, and how. */
export interface SubscriberPlan {
  /** One of the people, or an administrator. */
  readonly person: number | 'administrator';
  readonly transport: 'socket' | 'event stream';
  /** Whether it asks for more than the event tells itself. */
  readonly isHydrated: boolean;
  /** Of the gateways it comes to, and of how long it waits before. */
  readonly seed: number;
}

export interface LivePlan {
  readonly trafficMs: number;
  readonly payments: readonly Timed<Intent>[];
  readonly subscribers: readonly SubscriberPlan[];
  readonly moves: readonly Timed<Move>[];
  readonly faults: readonly Timed<LiveFault>[];
}

export const livePeopleCount = 40;
/** Each makes some thirty updates. */
const msPerPayment = 40;
/** Of so many subscribers one is an administrator, who sees every payment. */
const perAdministrator = 33;
/** Of so many one asks for fields of the payment. */
const perHydrated = 4;
const movesPerSubscriber = 3;
const repeats = { killed: 2, stopped: 1, clients: 3, kill: 3, pause: 3, cut: 3, refuse: 2, rabbitMq: 2 };
/** Faults come in this part of the traffic, so that the last ones are still met by it. */
const faultsUntil = 0.9;
/** Redis is emptied early: what comes behind that is what every log has to have whole. */
const emptied = { fromPercent: 5, untilPercent: 25 };

function drawFaults(random: Random): LiveFault[] {
  const down = (min: number, max: number) => ({ downMs: random.int(min, max) });
  const refused = () => ({ refusedMs: random.int(200, 2_000) });
  const each = (make: (gateway: GatewayName) => LiveFault, count: number) =>
    gatewayNames.flatMap((gateway) => times(count, () => make(gateway)));
  const some = (count: number, make: () => LiveFault) => times(count, make);
  return random.shuffle<LiveFault>([
    ...each((gateway) => ({ kind: 'kill', gateway, ...down(0, 1_500) }), repeats.killed),
    ...each((gateway) => ({ kind: 'stop', gateway, ...down(0, 1_500) }), repeats.stopped),
    ...some(repeats.clients, () => ({ kind: 'cut clients', gateway: random.pick(gatewayNames) })),
    ...some(repeats.kill, () => ({ kind: 'kill Redis', ...down(0, 2_000) })),
    // Longer than a gateway waits for an answer, or not.
    ...some(repeats.pause, () => ({ kind: 'pause Redis', pausedMs: random.int(200, 7_000) })),
    ...some(repeats.cut, () => ({ kind: 'cut Redis' })),
    ...some(repeats.refuse, () => ({ kind: 'refuse Redis', ...refused() })),
    ...some(repeats.rabbitMq, () => ({ kind: 'kill RabbitMQ', ...down(0, 1_000) })),
    ...some(repeats.cut, () => ({ kind: 'cut RabbitMQ' })),
    ...some(repeats.refuse, () => ({ kind: 'refuse RabbitMQ', ...refused() })),
  ]);
}

function drawSubscriber(index: number, random: Random): SubscriberPlan {
  const isAdministrator = index % perAdministrator === 0;
  return {
    person: isAdministrator ? 'administrator' : index % livePeopleCount,
    transport: random.pick(['socket', 'event stream'] as const),
    isHydrated: random.int(1, perHydrated) === 1,
    seed: random.int(0, 2 ** 31 - 1),
  };
}

function drawMove(random: Random, subscribersCount: number): Move {
  return {
    subscriber: random.int(0, subscribersCount - 1),
    kind: random.pick(['go elsewhere', 'be cut off', 'read nothing'] as const),
    forMs: random.int(500, 10_000),
  };
}

/** Everything a run does, by its seed and how many pay and subscribe. */
export function livePlanOf(seed: number, paymentsCount: number, subscribersCount: number): LivePlan {
  const random = randomOf(seed);
  const trafficMs = trafficMsOf(paymentsCount, msPerPayment);
  const intents = times(paymentsCount, () => drawIntent(random, livePeopleCount));
  const subscribers = Array.from({ length: subscribersCount }, (_, index) => drawSubscriber(index, random));
  const moves = times(subscribersCount * movesPerSubscriber, () => drawMove(random, subscribersCount));
  const faults = spread(drawFaults(random), trafficMs * faultsUntil, random);
  const { fromPercent, untilPercent } = emptied;
  const emptying: Timed<LiveFault> = {
    kind: 'empty Redis',
    atMs: Math.round((trafficMs * random.int(fromPercent, untilPercent)) / 100),
  };
  return {
    trafficMs,
    payments: spread(intents, trafficMs, random),
    subscribers,
    moves: spread(moves, trafficMs, random),
    faults: [...faults, emptying].toSorted((one, other) => one.atMs - other.atMs),
  };
}
