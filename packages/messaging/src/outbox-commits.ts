import type { EventArgs, EventManager, EventSubscriber, TransactionEventArgs } from '@mikro-orm/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { OutboxEntry } from './outbox-entry.entity.ts';

/**
 * Tells of commits that left something in the outbox. Not by a trigger: NOTIFY holds a lock of the whole cluster until its
 * transaction is on the disk, so that commits wait for each other there, a few hundred a second at most.
 */
class OutboxCommits implements EventSubscriber<OutboxEntry> {
  readonly listeners = new Set<() => void>();
  readonly #recording = new WeakSet<object>();

  getSubscribedEntities() {
    return [OutboxEntry];
  }

  afterCreate({ em }: Pick<EventArgs<OutboxEntry>, 'em'>): void {
    this.#recording.add(em);
  }

  afterTransactionCommit({ em }: Pick<TransactionEventArgs, 'em'>): void {
    if (!this.#recording.delete(em)) return;
    for (const tell of this.listeners) tell();
  }
}

const commitsByManager = new WeakMap<EventManager, OutboxCommits>();

function commitsOf(manager: EventManager): OutboxCommits {
  const known = commitsByManager.get(manager);
  if (known) return known;
  const commits = new OutboxCommits();
  commitsByManager.set(manager, commits);
  manager.registerSubscriber(commits);
  return commits;
}

/**
 * Calls `listener` after each commit of this process that recorded events through `orm`; those of other processes, and of
 * savepoints, are not told. Returns how to end it.
 */
export function onOutboxCommit({ em }: Pick<MikroORM, 'em'>, listener: () => void): () => void {
  const { listeners } = commitsOf(em.getEventManager());
  listeners.add(listener);
  return () => listeners.delete(listener);
}
