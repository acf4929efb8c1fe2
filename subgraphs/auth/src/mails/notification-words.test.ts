import { renderMail } from '@payloom/mail/render-mail';
import { notificationMailKinds, type NotificationMailKind } from './notification-mail-kinds.ts';
import { digestWords, notificationWords, type MailRequest } from './notification-words.ts';

const publicUrl = 'https://pay.example';
const paymentId = '0199aa00-0000-7000-8000-000000000009';
const request: MailRequest = {
  userId: '0199aa00-0000-7000-8000-000000000001',
  kind: 'PAYMENT_RECEIVED',
  happenedAt: '2026-11-28T10:00:07.000Z',
  locale: 'en-GB',
  timeZone: 'Europe/Zurich',
  isAboutAccount: false,
  details: {
    paymentId,
    counterpartyName: 'Bob',
    amount: { amountMinor: 123_450, currency: 'EUR' },
    role: 'VENDOR',
    device: { browser: 'Firefox', system: 'Windows', clientAddress: '192.0.2.7' },
    passkey: 'Key ring',
  },
};
const mail = (kind: NotificationMailKind, more: Partial<MailRequest> = {}) =>
  renderMail(notificationWords(kind, { ...request, ...more, kind }, publicUrl));
const paid = (amountMinor: number, currency: string, locale = 'en-GB') =>
  mail('PAYMENT_RECEIVED', { locale, details: { amount: { amountMinor, currency } } }).subject;

describe('the words of a mail about a notification', () => {
  it.each(notificationMailKinds)('tell of %s in both languages, wholly', (kind) => {
    const [english, german] = [mail(kind), mail(kind, { locale: 'de-CH' })];
    expect(german.subject).not.toBe(english.subject);
    for (const { subject, text } of [english, german])
      expect(`${subject} ${text}`).not.toMatch(/undefined|null|\[object/);
    // What is not known leaves no gap.
    for (const locale of ['en-GB', 'de-CH'])
      expect(mail(kind, { locale, details: { amount: request.details.amount } }).text).not.toMatch(
        /undefined|null/,
      );
  });

  it.each([
    [123_450, 'EUR', 'en-GB', '1,234.50 EUR'],
    [123_450, 'EUR', 'de-DE', '1.234,50 EUR'],
    [123_450, 'CHF', 'de-CH', "1'234.50 CHF"],
    [5, 'EUR', 'en-GB', '0.05 EUR'],
    [1_234, 'JPY', 'en-GB', '1,234 JPY'],
    [1_234_567, 'KWD', 'en-GB', '1,234.567 KWD'],
    [9_007_199_254_740_991, 'EUR', 'en-GB', '90,071,992,547,409.91 EUR'],
    // Whose language is not written reads amounts as the language that is.
    [123_450, 'EUR', 'fr-CH', '1,234.50 EUR'],
  ])('write %d minor units of %s for %s as %s', (amountMinor, currency, locale, expected) => {
    expect(paid(amountMinor, currency, locale)).toContain(expected);
  });

  it('say when it was, where its reader lives', () => {
    expect(mail('NEW_DEVICE').text).toContain('28 November 2026 at 11:00:07 CET');
    expect(mail('NEW_DEVICE', { locale: 'de-CH' }).text).toContain('28. November 2026 um 11:00:07 MEZ');
  });

  it.each<[NotificationMailKind, MailRequest['details'], string]>([
    ['PAYMENT_RECEIVED', { paymentId }, `/payments/${paymentId}`],
    ['SCHEDULE_FAILED', {}, '/payments/scheduled'],
    ['TOP_UP_FAILED', {}, '/wallet'],
    ['NEW_DEVICE', {}, '/security'],
    ['ROLE_CHANGED', {}, '/profile'],
  ])('of %s lead to its page, and to the choices', (kind, details, path) => {
    const { text, html } = mail(kind, { details });
    for (const url of [`${publicUrl}${path}`, `${publicUrl}/profile#notifications`]) {
      expect(text).toContain(url);
      expect(html).toContain(`href="${url}"`);
    }
  });

  it('say that mails about the account cannot be turned off', () => {
    expect(mail('PASSKEY_ADDED', { isAboutAccount: true }).text).toContain('always sent');
    expect(mail('PAYMENT_RECEIVED').text).not.toContain('always sent');
  });

  it('show a name as text, whatever it is', () => {
    const counterpartyName = '<img src=x onerror=alert(1)>';
    expect(mail('REFUND_REQUESTED', { details: { counterpartyName } }).html).not.toContain('<img');
  });

  it('count in a digest what it gathers, kind by kind', () => {
    const counts = new Map([
      ['PAYMENT_RECEIVED', 11],
      ['NEW_DEVICE', 1],
    ] as const);
    const digest = renderMail(digestWords('de', counts, publicUrl));
    expect(digest.subject).toBe('12 weitere Benachrichtigungen');
    expect(digest.text).toContain('Zahlungen an Sie: 11\nAnmeldungen von einem neuen Gerät: 1');
    expect(digest.html).toContain(`href="${publicUrl}/notifications"`);
  });
});
