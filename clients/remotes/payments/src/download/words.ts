import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    cancel: 'Cancel export',
    kind: 'Table of values',
    received: '{size} received',
    problems: {
      SIGNED_OUT: 'You are not signed in any more. Sign in, then export again.',
      BUSY: 'Too many files are being made just now. Try again in a moment.',
      BROKEN_OFF:
        'The connection broke off before the file was whole, so nothing of it was kept. Export again.',
      UNREACHABLE: 'Payloom could not be reached. Check your connection, then try again.',
      NOT_WRITTEN: 'The file could not be written where you wanted it. Choose another place.',
      FAILED: 'Something went wrong on our side. Try again in a moment.',
    },
  },
  de: {
    cancel: 'Export abbrechen',
    kind: 'Tabelle mit Werten',
    received: '{size} empfangen',
    problems: {
      SIGNED_OUT: 'Sie sind nicht mehr angemeldet. Melden Sie sich an und exportieren Sie erneut.',
      BUSY: 'Im Moment werden zu viele Dateien erstellt. Versuchen Sie es gleich noch einmal.',
      BROKEN_OFF:
        'Die Verbindung brach ab, bevor die Datei vollständig war; es wurde nichts davon behalten. Exportieren Sie erneut.',
      UNREACHABLE: 'Payloom ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
      NOT_WRITTEN: 'Die Datei konnte am gewählten Ort nicht gespeichert werden. Wählen Sie einen anderen.',
      FAILED: 'Bei uns ist etwas schiefgegangen. Versuchen Sie es gleich noch einmal.',
    },
  },
});
