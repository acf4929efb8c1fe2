import type { MailLanguage } from '@payloom/mail/render-mail';

const fallbacks: Readonly<Record<MailLanguage, string>> = { en: 'en-GB', de: 'de-CH' };

export interface Reader {
  readonly language: MailLanguage;
  /** BCP 47, as their profile says. */
  readonly locale: string;
  /** IANA. */
  readonly timeZone: string;
}

export interface Amount {
  /** Integer minor units. */
  readonly amountMinor: number;
  /** ISO 4217. */
  readonly currency: string;
}

export interface ReaderFormats {
  /** "1,234.50 EUR", with the decimals of its currency. */
  amount(amount: Amount): string;
  /** To the second and with the time zone: what happened in an account is looked for in other lists. */
  time(time: Date): string;
}

/** A decimal text of minor units, of which there are never less than none; exact, for a division would go through a float. */
function decimalText(amountMinor: number, exponent: number): Intl.StringNumericLiteral {
  const digits = String(amountMinor).padStart(exponent + 1, '0');
  const at = digits.length - exponent;
  const text = exponent === 0 ? digits : `${digits.slice(0, at)}.${digits.slice(at)}`;
  return text as `${number}`;
}

/** How a reader writes amounts and times; as their language does, where they live with another one than the mail has. */
export function formatsOf({ language, locale, timeZone }: Reader): ReaderFormats {
  const written = new Intl.Locale(locale).language === language ? locale : fallbacks[language];
  const times = new Intl.DateTimeFormat(written, { dateStyle: 'long', timeStyle: 'long', timeZone });
  return {
    amount: ({ amountMinor, currency }) => {
      const exponent =
        new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
          .maximumFractionDigits ?? 2;
      const decimals = { minimumFractionDigits: exponent, maximumFractionDigits: exponent };
      const number = new Intl.NumberFormat(written, decimals).format(decimalText(amountMinor, exponent));
      return `${number} ${currency}`;
    },
    time: (time) => times.format(time),
  };
}
