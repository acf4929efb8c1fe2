import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    dayBar: '{day}: {in} in, {out} out',
    caption: 'Money in and out by day; days without payments are left out',
    day: 'Day',
    in: 'In',
    out: 'Out',
  },
  de: {
    dayBar: '{day}: {in} Eingang, {out} Ausgang',
    caption: 'Eingänge und Ausgänge nach Tag; Tage ohne Zahlungen sind weggelassen',
    day: 'Tag',
    in: 'Eingang',
    out: 'Ausgang',
  },
});
