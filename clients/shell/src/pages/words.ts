import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    toStart: 'Go to the start',
    notFound: 'Page not found',
    notFoundTitle: 'There is no page at this address',
    notFoundWhy: 'The link may be old, or a letter may be missing.',
    wrongRole: 'Not for your role',
    wrongRoleTitle: 'This page is not for your role',
    wrongRoleWhy: 'You are signed in as {who}, who may not see it. Ask an administrator if you need to.',
    somebody: 'somebody',
    gapTitle: '{label} is not available right now',
    gapWhy: 'This part of Payloom could not be loaded. The rest works, and your money is not affected.',
    listTitle: "Payloom's pages could not be loaded",
    listWhy: 'Check your connection, then try again.',
  },
  de: {
    toStart: 'Zur Startseite',
    notFound: 'Seite nicht gefunden',
    notFoundTitle: 'Unter dieser Adresse gibt es keine Seite',
    notFoundWhy: 'Der Link ist vielleicht veraltet, oder es fehlt ein Buchstabe.',
    wrongRole: 'Nicht für Ihre Rolle',
    wrongRoleTitle: 'Diese Seite ist nicht für Ihre Rolle bestimmt',
    wrongRoleWhy:
      'Sie sind als {who} angemeldet und dürfen sie nicht sehen. Wenn Sie Zugang brauchen, fragen Sie einen Administrator.',
    somebody: 'jemand',
    gapTitle: '{label} ist zurzeit nicht verfügbar',
    gapWhy:
      'Dieser Teil von Payloom konnte nicht geladen werden. Der Rest funktioniert, und Ihr Geld ist nicht betroffen.',
    listTitle: 'Die Seiten von Payloom konnten nicht geladen werden',
    listWhy: 'Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
  },
});
