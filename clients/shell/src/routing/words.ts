import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    lateTitle: 'This page of {label} could not be loaded',
    lateWhy: 'Check your connection, then try again. The rest of Payloom still works.',
    brokenTitle: 'This page of {label} has stopped working',
    brokenWhy:
      'Something went wrong on our side. The rest of Payloom still works, and nothing you confirmed is lost.',
    shellTitle: 'Payloom has stopped working on this page',
    shellWhy: 'Something went wrong on our side. Nothing you confirmed is lost.',
    unreachableTitle: "Payloom can't be reached",
    unreachableWhy: 'Check your connection. You stay signed in; nothing is lost.',
  },
  de: {
    lateTitle: 'Diese Seite von {label} konnte nicht geladen werden',
    lateWhy: 'Prüfen Sie Ihre Verbindung und versuchen Sie es erneut. Der Rest von Payloom funktioniert.',
    brokenTitle: 'Diese Seite von {label} funktioniert nicht mehr',
    brokenWhy:
      'Bei uns ist etwas schiefgegangen. Der Rest von Payloom funktioniert, und nichts, was Sie bestätigt haben, ist verloren.',
    shellTitle: 'Payloom funktioniert auf dieser Seite nicht mehr',
    shellWhy: 'Bei uns ist etwas schiefgegangen. Nichts, was Sie bestätigt haben, ist verloren.',
    unreachableTitle: 'Payloom ist nicht erreichbar',
    unreachableWhy: 'Prüfen Sie Ihre Verbindung. Sie bleiben angemeldet; nichts ist verloren.',
  },
});
