/** An event that was committed in an outbox, or that the suite published in the place of another subgraph. */
export interface CommittedEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  /** Left out where its place alone says what came before it. */
  readonly recorded?: Recorded;
}

/** The transaction that recorded an event, and what it saw of others as it did (PostgreSQL's pg_snapshot). */
export interface Recorded {
  /** Each server counts its transactions by itself. */
  readonly server: string;
  readonly transaction: bigint;
  /** All with lower ids had ended. */
  readonly xmin: bigint;
  /** None with this id or a higher one had begun. */
  readonly xmax: bigint;
  /** Those between that were under way. */
  readonly underWay: readonly bigint[];
}

/** Something of an event that a consumer's database has committed. */
export interface Trace {
  readonly eventId: string;
  /** What was written in one transaction carries the same one. */
  readonly transaction: string;
}

/** What the database of one consumer shows of its queue, in the order it was committed. */
export interface ConsumerEvidence {
  readonly queue: string;
  readonly patterns: readonly string[];
  /** Inbox rows. */
  readonly handled: readonly Trace[];
  /** Changes of the consumer's own tables. */
  readonly effects: readonly Trace[];
}

/** An event that one consumer could not handle, and where it lies. */
export interface DeadLetterEvidence {
  readonly queue: string;
  readonly eventId: string;
  readonly place: string;
}

export interface PaymentEvidence {
  readonly id: string;
  readonly idempotencyKey: string;
  readonly status: string;
}

/** Somebody was told that there is a payment. */
export interface AnswerEvidence {
  readonly idempotencyKey: string;
  readonly paymentId: string;
}

/** Everything that is left to see when all is quiet. */
export interface Evidence {
  /** In the order they were committed; only the order within a subject counts. */
  readonly committed: readonly CommittedEvent[];
  /** Ids of all that came to a queue that collects everything, in its order. */
  readonly delivered: readonly string[];
  readonly consumers: readonly ConsumerEvidence[];
  readonly deadLetters: readonly DeadLetterEvidence[];
  /** What no consumer can handle: the dead letters that there should be. */
  readonly poisoned: readonly Pick<DeadLetterEvidence, 'queue' | 'eventId'>[];
  /** Dead letters that were replayed: they had their effect, after later events of their subject. */
  readonly replayed: readonly Pick<DeadLetterEvidence, 'queue' | 'eventId'>[];
  readonly payments: readonly PaymentEvidence[];
  readonly answers: readonly AnswerEvidence[];
  /** The sum of all postings by currency. */
  readonly ledgerSums: readonly { readonly currency: string; readonly sumMinor: bigint }[];
  /** Whatever else is wrong with the books, one sentence each. */
  readonly booksWrong: readonly string[];
  /** What still lies in outboxes and queues. */
  readonly leftOver: readonly { readonly place: string; readonly count: number }[];
}
