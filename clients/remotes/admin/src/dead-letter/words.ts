import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    status: { OPEN: 'Open', REPLAYED: 'Replayed', DISCARDED: 'Discarded' },
    letters: '{count, plural, one {# dead letter} other {# dead letters}}',
    replayed: '{count, plural, one {Dead letter replayed} other {# dead letters replayed}}',
    discarded: '{count, plural, one {Dead letter discarded} other {# dead letters discarded}}',
    replayedSome:
      '{done, number} replayed, {skipped, plural, one {# was not open any more} other {# were not open any more}}',
    discardedSome:
      '{done, number} discarded, {skipped, plural, one {# was not open any more} other {# were not open any more}}',
    replayedNone:
      'Nothing was replayed: {skipped, plural, one {# was not open any more} other {# were not open any more}}',
    discardedNone:
      'Nothing was discarded: {skipped, plural, one {# was not open any more} other {# were not open any more}}',
    form: 'Discard',
    reason: 'Reason',
    reasonMissing: 'Say why: it is kept with the letter and in the audit log.',
    reasonTooLong: 'Make it shorter: {count, number} characters are more than {most, number}.',
    reasonCount: '{count, number} of {most, number} characters',
    keep: '{count, plural, one {Keep it} other {Keep them}}',
    discard: '{count, plural, one {Discard # dead letter} other {Discard # dead letters}}',
    notDone: 'It could not be done now. Nothing was lost; try again in a moment.',
  },
  de: {
    status: { OPEN: 'Offen', REPLAYED: 'Wiederholt', DISCARDED: 'Verworfen' },
    letters: '{count, plural, one {# Dead Letter} other {# Dead Letters}}',
    replayed: '{count, plural, one {Dead Letter wiederholt} other {# Dead Letters wiederholt}}',
    discarded: '{count, plural, one {Dead Letter verworfen} other {# Dead Letters verworfen}}',
    replayedSome:
      '{done, number} wiederholt, {skipped, plural, one {# war nicht mehr offen} other {# waren nicht mehr offen}}',
    discardedSome:
      '{done, number} verworfen, {skipped, plural, one {# war nicht mehr offen} other {# waren nicht mehr offen}}',
    replayedNone:
      'Nichts wurde wiederholt: {skipped, plural, one {# war nicht mehr offen} other {# waren nicht mehr offen}}',
    discardedNone:
      'Nichts wurde verworfen: {skipped, plural, one {# war nicht mehr offen} other {# waren nicht mehr offen}}',
    form: 'Verwerfen',
    reason: 'Grund',
    reasonMissing: 'Sagen Sie, warum: Es bleibt beim Dead Letter und im Protokoll.',
    reasonTooLong: 'Kürzen Sie: {count, number} Zeichen sind mehr als {most, number}.',
    reasonCount: '{count, number} von {most, number} Zeichen',
    keep: '{count, plural, one {Behalten} other {Behalten}}',
    discard: '{count, plural, one {# Dead Letter verwerfen} other {# Dead Letters verwerfen}}',
    notDone: 'Das ging jetzt nicht. Nichts ist verloren; versuchen Sie es gleich noch einmal.',
  },
});
