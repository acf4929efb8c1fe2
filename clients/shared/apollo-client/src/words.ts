import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    failed: 'Something went wrong on our side. Try again in a moment.',
    offline: 'You are offline. Try again when the connection is back.',
    unreachable: 'Payloom could not be reached. Check your connection and try again.',
    UNAUTHENTICATED: 'Your session has ended. Sign in again, then repeat this.',
    FORBIDDEN: 'You may not do this.',
    RATE_LIMITED: 'That was too much at once. Wait a few seconds, then try again.',
    REQUEST_TOO_LARGE: 'That is too large to be sent.',
    UNAVAILABLE: 'Payloom is not available right now. Try again in a moment.',
    refused: 'This cannot be used. Check it, please.',
    SUBGRAPH_UNAVAILABLE: 'A part of Payloom is not available right now. Try again in a moment.',
    BROKER_UNAVAILABLE: 'The part of Payloom that carries events does not answer. Try again in a moment.',
    DOCUMENT_NOT_TRUSTED: 'This page is older than Payloom is by now. Reload it, then try again.',
  },
  de: {
    failed: 'Bei uns ist etwas schiefgegangen. Versuchen Sie es gleich noch einmal.',
    offline: 'Sie sind offline. Versuchen Sie es wieder, sobald die Verbindung zurück ist.',
    unreachable: 'Payloom ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
    UNAUTHENTICATED: 'Ihre Sitzung ist beendet. Melden Sie sich wieder an und wiederholen Sie es dann.',
    FORBIDDEN: 'Dazu sind Sie nicht berechtigt.',
    RATE_LIMITED: 'Das war zu viel auf einmal. Warten Sie ein paar Sekunden und versuchen Sie es erneut.',
    REQUEST_TOO_LARGE: 'Das ist zu groß, um gesendet zu werden.',
    UNAVAILABLE: 'Payloom ist zurzeit nicht verfügbar. Versuchen Sie es gleich noch einmal.',
    refused: 'Diese Angabe ist so nicht zulässig. Bitte prüfen Sie sie.',
    SUBGRAPH_UNAVAILABLE:
      'Ein Teil von Payloom ist zurzeit nicht verfügbar. Versuchen Sie es gleich noch einmal.',
    BROKER_UNAVAILABLE:
      'Der Teil von Payloom, der die Ereignisse überträgt, antwortet nicht. Versuchen Sie es gleich noch einmal.',
    DOCUMENT_NOT_TRUSTED:
      'Diese Seite ist inzwischen veraltet. Laden Sie sie neu und versuchen Sie es dann noch einmal.',
  },
});
