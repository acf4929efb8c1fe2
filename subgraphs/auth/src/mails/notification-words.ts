import type { EventData } from '@payloom/event-contracts/catalogue';
import type { MailLanguage, MailWords } from '@payloom/mail/render-mail';
import { mailLanguageOf } from '../operations/region-input.ts';
import { englishNotifications } from './english-notifications.ts';
import { germanNotifications } from './german-notifications.ts';
import type {
  NotificationFacts,
  NotificationLanguage,
  NotificationMailKind,
} from './notification-mail-kinds.ts';
import { formatsOf, type ReaderFormats } from './reader-formats.ts';

export type MailRequest = EventData<'profile.notification.mail-requested'>;

const languages: Readonly<Record<MailLanguage, NotificationLanguage>> = {
  en: englishNotifications,
  de: germanNotifications,
};
const choicesPath = '/profile#notifications';
/** All of them; it is come back to after signing in. */
const notificationsPath = '/notifications';

const pathsOfKinds: Partial<Record<NotificationMailKind, string>> = {
  SCHEDULE_FAILED: '/payments/scheduled',
  TOP_UP_FAILED: '/wallet',
  ROLE_CHANGED: '/profile',
};

/** The page that it is about. */
function pathOf(kind: NotificationMailKind, { paymentId }: MailRequest['details']): string {
  if (paymentId) return `/payments/${paymentId}`;
  return pathsOfKinds[kind] ?? '/security';
}

function factsOf({ details }: MailRequest, formats: ReaderFormats): NotificationFacts {
  const { counterpartyName: name, amount, role, passkey, device } = details;
  const { browser, system, clientAddress } = device ?? {};
  const known = [browser, system, clientAddress].filter(Boolean).join(', ');
  return {
    name,
    amount: amount && formats.amount(amount),
    role,
    passkey,
    device: known === '' ? undefined : known,
  };
}

/** What a mail about one notification says, to whoever asked for it. */
export function notificationWords(
  kind: NotificationMailKind,
  request: MailRequest,
  publicUrl: string,
): MailWords {
  const { locale, timeZone, happenedAt, isAboutAccount, details } = request;
  const language = mailLanguageOf(locale);
  const formats = formatsOf({ language, locale, timeZone });
  const facts = factsOf(request, formats);
  const { kinds, choices, choicesOfAccount } = languages[language];
  const { subject, sentence, action, after } = kinds[kind];
  return {
    language,
    subject: subject(facts),
    paragraphs: [sentence(facts), formats.time(new Date(happenedAt))],
    action: { label: action, url: `${publicUrl}${pathOf(kind, details)}` },
    ...(after === undefined ? {} : { after: [after] }),
    note: { label: isAboutAccount ? choicesOfAccount : choices, url: `${publicUrl}${choicesPath}` },
  };
}

/** What a digest says: how many notifications of which kinds there were. */
export function digestWords(
  language: MailLanguage,
  counts: ReadonlyMap<NotificationMailKind, number>,
  publicUrl: string,
): MailWords {
  const { digest, kinds, choices } = languages[language];
  const count = [...counts.values()].reduce((sum, each) => sum + each, 0);
  const lines = [...counts].map(([kind, each]) => `${kinds[kind].many}: ${each}`);
  return {
    language,
    subject: digest.subject(count),
    paragraphs: [digest.sentence, lines.join('\n')],
    action: { label: digest.action, url: `${publicUrl}${notificationsPath}` },
    note: { label: choices, url: `${publicUrl}${choicesPath}` },
  };
}
