import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    skip: 'Skip to the page',
    loading: 'Loading',
    main: 'Main',
    mainPages: 'Main pages',
    notice: 'Notice',
    missing: '{label} is not available',
    again: 'Try again',
    tryAgain: 'Try {label} again',
    notAvailable: 'Not available, try again:',
    account: 'Your account: {name}',
    signOut: 'Sign out',
    signedOutHere: 'You are signed out in this browser',
    signedOutLater:
      'Payloom could not be reached to end the session there too. That happens when you are back online.',
    themeKept: 'The theme could not be saved to your profile',
    languageKept: 'The language could not be saved to your profile',
    role: { CUSTOMER: 'Customer', VENDOR: 'Vendor', ADMIN: 'Administrator' },
    live: { connected: 'Live', 'catching-up': 'Catching up', offline: 'Offline' },
    liveMeans: {
      connected: 'Changes appear here by themselves.',
      'catching-up': 'The connection was lost for a moment; what you missed is being fetched.',
      offline: 'There is no connection. What you see may be out of date.',
    },
    offlineSince:
      'Offline since <time></time>. You can look at what is kept here. What you pay now waits in this browser and is sent when the connection is back.',
  },
  de: {
    skip: 'Zum Inhalt springen',
    loading: 'Wird geladen',
    main: 'Hauptnavigation',
    mainPages: 'Wichtigste Seiten',
    notice: 'Hinweis',
    missing: '{label} ist nicht verfügbar',
    again: 'Erneut versuchen',
    tryAgain: '{label} erneut laden',
    notAvailable: 'Nicht verfügbar, erneut versuchen:',
    account: 'Ihr Konto: {name}',
    signOut: 'Abmelden',
    signedOutHere: 'Sie sind in diesem Browser abgemeldet',
    signedOutLater:
      'Payloom war nicht erreichbar, um die Sitzung auch dort zu beenden. Das geschieht, sobald Sie wieder online sind.',
    themeKept: 'Das Aussehen konnte nicht in Ihrem Profil gespeichert werden',
    languageKept: 'Die Sprache konnte nicht in Ihrem Profil gespeichert werden',
    role: { CUSTOMER: 'Kunde', VENDOR: 'Händler', ADMIN: 'Administrator' },
    live: { connected: 'Live', 'catching-up': 'Wird aufgeholt', offline: 'Offline' },
    liveMeans: {
      connected: 'Änderungen erscheinen hier von selbst.',
      'catching-up': 'Die Verbindung war kurz unterbrochen; was Sie verpasst haben, wird nachgeladen.',
      offline: 'Es besteht keine Verbindung. Was Sie sehen, ist vielleicht nicht mehr aktuell.',
    },
    offlineSince:
      'Offline seit <time></time>. Was hier gespeichert ist, können Sie ansehen. Was Sie jetzt bezahlen, wartet in diesem Browser und wird gesendet, sobald die Verbindung zurück ist.',
  },
});
