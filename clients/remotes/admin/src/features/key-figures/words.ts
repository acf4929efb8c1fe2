import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    accounts: {
      title: 'New accounts by day',
      empty: 'Whoever makes an account is drawn here.',
    },
    outcomes: {
      title: 'Payments by day and what became of them',
      empty: 'A payment that completes or fails is drawn here.',
    },
    made: {
      title: 'Payments made by day',
      empty: 'A payment that is made is drawn here.',
    },
    figure: {
      usersRegistered: 'Registered',
      paymentsCompleted: 'Completed',
      paymentsFailed: 'Failed',
      paymentsCreated: 'Made',
    },
    bar: '{day}: {counts}',
    count: '{count, number} {figure}',
    lastDays: 'Last {count, number} days, in UTC',
    caption: '{title}; days without any are left out',
    day: 'Day',
    loading: 'Loading the key figures',
    failed: 'The key figures could not be loaded.',
  },
  de: {
    accounts: {
      title: 'Neue Konten nach Tag',
      empty: 'Wer ein Konto eröffnet, wird hier gezeichnet.',
    },
    outcomes: {
      title: 'Zahlungen nach Tag und was daraus wurde',
      empty: 'Eine Zahlung, die abgeschlossen wird oder fehlschlägt, wird hier gezeichnet.',
    },
    made: {
      title: 'Gemachte Zahlungen nach Tag',
      empty: 'Eine Zahlung, die gemacht wird, wird hier gezeichnet.',
    },
    figure: {
      usersRegistered: 'Registriert',
      paymentsCompleted: 'Abgeschlossen',
      paymentsFailed: 'Fehlgeschlagen',
      paymentsCreated: 'Gemacht',
    },
    bar: '{day}: {counts}',
    count: '{count, number} {figure}',
    lastDays: 'Letzte {count, number} Tage, in UTC',
    caption: '{title}; Tage ohne sind weggelassen',
    day: 'Tag',
    loading: 'Die Kennzahlen werden geladen',
    failed: 'Die Kennzahlen konnten nicht geladen werden.',
  },
});
