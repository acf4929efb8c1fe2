import type { Notification } from '../entities/notification.entity.ts';
import type { Profile } from '../entities/profile.entity.ts';
import type { NotificationList } from '../operations/list-notifications.ts';

export type NotificationMapper = Notification;
/** Another subgraph's entity: known here by its key. */
export type PaymentMapper = { readonly id: string };
export type ProfileMapper = Profile;
/** Another subgraph's entity: known here by its key. */
export type UserMapper = { readonly id: string };
/** A picture that somebody has. */
export type AvatarMapper = { readonly id: string };

export type NotificationConnectionMapper = NotificationList;
