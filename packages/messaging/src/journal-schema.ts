/** Claims that ended their process, one after the other, until a message is suspected of having ended it. */
export const suspectCrashes = 3;

/*
 * `head` marks the oldest pending message of a subject in a queue: only heads are delivered, so that order holds across
 * retries and a claim never has to search a backlog.
 */
const firstVersion = `
  create table binding (
    queue text not null,
    pattern text not null,
    primary key (queue, pattern)
  ) without rowid;
  create table message (
    position integer primary key autoincrement,
    queue text not null,
    subject text not null,
    event text not null,
    head integer not null,
    attempts integer not null default 0,
    due_at_ms integer not null default 0,
    owner text
  );
  create index message_by_subject on message (queue, subject, position);
  create index message_claimable on message (queue, due_at_ms desc, position) where head = 1 and owner is null;
  create index message_by_owner on message (owner) where owner is not null;
  create table dead_letter (
    position integer primary key autoincrement,
    queue text not null,
    event text not null,
    reason text not null,
    attempts integer not null,
    parked_at_ms integer not null
  );
  create table instance (
    id text primary key,
    pid integer not null,
    seen_at_ms integer not null
  ) without rowid;
`;

/*
 * `history` is the JSON of the failed tries, null while there are none. What failed before the change of version is
 * marked by an empty one.
 */
const secondVersion = `
  create table queue (name text primary key) without rowid;
  insert into queue select queue from binding union select queue from message union select queue from dead_letter;
  create table consumer (
    queue text not null,
    instance text not null,
    primary key (queue, instance)
  ) without rowid;
  create index consumer_by_instance on consumer (instance);
  alter table message add column history text;
  alter table message add column crashes integer not null default 0;
  update message set history = '[]' where due_at_ms > 0;
  create index message_failed on message (queue, subject) where history is not null;
  create index message_suspect on message (queue, position)
    where head = 1 and owner is null and crashes >= ${suspectCrashes};
  alter table dead_letter add column history text not null default '[]';
  alter table dead_letter add column refusals integer not null default 0;
  alter table dead_letter add column due_at_ms integer not null default 0;
  alter table dead_letter add column owner text;
  create index dead_letter_by_queue on dead_letter (queue);
  create index dead_letter_claimable on dead_letter (due_at_ms, position) where owner is null;
  create index dead_letter_by_owner on dead_letter (owner) where owner is not null;
`;

/** What makes each version of the journal out of the one before, oldest first. Steps that were released never change. */
export const schemaSteps: readonly string[] = [firstVersion, secondVersion];
