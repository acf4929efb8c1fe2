/** The table of mail that waits; part of a migration of the subgraph that sends it. */
export const mailTablesSql: readonly string[] = [
  `create table queued_mails (
    id uuid primary key,
    kind text not null,
    recipient text not null,
    language text not null check (language in ('en', 'de')),
    data jsonb not null,
    attempts integer not null,
    created_at timestamptz not null,
    next_attempt_at timestamptz not null,
    given_up_at timestamptz,
    failure text
  )`,
  'create index queued_mails_due on queued_mails (next_attempt_at) where given_up_at is null',
];

/** Takes away what `mailTablesSql` made. */
export const dropMailTablesSql: readonly string[] = ['drop table queued_mails'];
