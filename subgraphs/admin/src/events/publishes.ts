import type { EntityManager } from '@mikro-orm/postgresql';
import { roleAudience, type EventEnvelope } from '@payloom/event-contracts/envelope';
import type { SettingValue } from '@payloom/event-contracts/settings';
import { recordEvent } from '@payloom/messaging/outbox';
import type { AuditEntry } from '../entities/audit-entry.entity.ts';
import type { DeadLetter } from '../entities/dead-letter.entity.ts';
import { noticeId } from '../operations/find-settings.ts';

/** Who caused a change and from where. */
export interface Cause {
  readonly actor: string;
  readonly clientAddress: string | undefined;
}

const audience = [roleAudience('ADMIN')];

/** Records `admin.audit-entry.added`, in the name of whoever caused the event it tells of. */
export function recordAuditEntryAdded(em: EntityManager, entry: AuditEntry, cause: EventEnvelope): void {
  recordEvent(em, {
    type: 'admin.audit-entry.added',
    subject: entry.id,
    data: { auditEntryId: entry.id, action: entry.action },
    audience,
    actor: cause.actor,
    clientAddress: cause.clientaddress,
    traceparent: cause.traceparent,
  });
}

const deadLetterData = ({ id, queue, eventId, eventType }: DeadLetter) => ({
  deadLetterId: id,
  queue,
  eventId,
  eventType,
});

/** Records `admin.dead-letter.collected`, in the trace of the event that could not be handled. */
export function recordDeadLetterCollected(em: EntityManager, letter: DeadLetter): void {
  recordEvent(em, {
    type: 'admin.dead-letter.collected',
    subject: letter.id,
    data: { ...deadLetterData(letter), reason: letter.reason },
    audience,
    actor: 'system',
    traceparent: letter.event.traceparent,
  });
}

/** Records `admin.dead-letter.replayed`. */
export function recordDeadLetterReplayed(em: EntityManager, letter: DeadLetter, cause: Cause): EventEnvelope {
  const data = deadLetterData(letter);
  return recordEvent(em, {
    type: 'admin.dead-letter.replayed',
    subject: letter.id,
    data,
    audience,
    ...cause,
  });
}

/** Records `admin.dead-letter.discarded`. */
export function recordDeadLetterDiscarded(
  em: EntityManager,
  letter: DeadLetter,
  reason: string,
  cause: Cause,
): EventEnvelope {
  return recordEvent(em, {
    type: 'admin.dead-letter.discarded',
    subject: letter.id,
    data: { ...deadLetterData(letter), reason },
    audience,
    ...cause,
  });
}

export interface SettingChange {
  readonly key: string;
  readonly version: number;
  readonly before: SettingValue;
  readonly after: SettingValue;
  readonly reason: string;
}

/** Records `admin.setting.changed`. */
export function recordSettingChanged(em: EntityManager, change: SettingChange, cause: Cause): EventEnvelope {
  const { key, before, after } = change;
  return recordEvent(em, {
    type: 'admin.setting.changed',
    subject: key,
    data: { ...change, before: { value: before }, after: { value: after } },
    audience,
    ...cause,
  });
}

/** Records `admin.notice.changed`, for everybody. */
export function recordNoticeChanged(em: EntityManager, cause: Cause): EventEnvelope {
  return recordEvent(em, {
    type: 'admin.notice.changed',
    subject: noticeId,
    data: { noticeId },
    audience: [roleAudience('CUSTOMER'), roleAudience('VENDOR'), ...audience],
    ...cause,
  });
}
