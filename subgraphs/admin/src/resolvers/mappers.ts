import type { AuditEntry } from '../entities/audit-entry.entity.ts';
import type { DeadLetter } from '../entities/dead-letter.entity.ts';
import type { CurrentSetting, Notice } from '../operations/find-settings.ts';
import type { DeadLetterPage } from '../operations/list-dead-letters.ts';
import type { EventQueue } from '../operations/list-event-queues.ts';
import type { DayOfFigures } from '../operations/list-key-figures.ts';
import type { PartPoint, PartWithHistory } from '../operations/list-part-health.ts';
import type { ServiceWithHistory } from '../operations/list-service-health.ts';
import type { UserPage } from '../operations/list-users.ts';

export type AuditEntryMapper = AuditEntry;
export type DeadLetterMapper = DeadLetter;
export type DeadLetterConnectionMapper = DeadLetterPage;
export type EventQueueMapper = EventQueue;
/** The id is all this subgraph shows; auth and profile have the rest. */
export type UserMapper = { id: string };
export type UserConnectionMapper = UserPage;
export type KeyFigureDayMapper = DayOfFigures;
export type DatabaseHealthMapper = PartWithHistory;
export type DatabaseHealthPointMapper = PartPoint;
export type QueueHealthMapper = PartWithHistory;
export type QueueHealthPointMapper = PartPoint;
export type ServiceTrafficMapper = PartWithHistory;
export type ServiceTrafficPointMapper = PartPoint;
export type ServiceHealthMapper = ServiceWithHistory;
export type SettingMapper = CurrentSetting;
export type NoticeMapper = Notice;
