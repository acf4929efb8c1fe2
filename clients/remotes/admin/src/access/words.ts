import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    forbidden: 'This page is for administrators',
    forbiddenWhy:
      'Your account may not see it. If you need it for your work, ask an administrator to change your role.',
    toStart: 'Go to your start page',
    tryAgain: 'Try again',
    resume: 'Resume',
    someMissing: 'Some details are missing: a part of Payloom does not answer. What is shown is right.',
    outdated: 'These numbers could not be brought up to date. They are as they were a while ago.',
    liveStopped: 'Live updates have stopped. New entries do not show up until they are resumed.',
  },
  de: {
    forbidden: 'Diese Seite ist für Administratoren',
    forbiddenWhy:
      'Ihr Konto darf sie nicht sehen. Wenn Sie sie für Ihre Arbeit brauchen, bitten Sie einen Administrator, Ihre Rolle zu ändern.',
    toStart: 'Zu Ihrer Startseite',
    tryAgain: 'Erneut versuchen',
    resume: 'Fortsetzen',
    someMissing: 'Einige Angaben fehlen: Ein Teil von Payloom antwortet nicht. Was angezeigt wird, stimmt.',
    outdated: 'Diese Zahlen konnten nicht aktualisiert werden. Sie sind so, wie sie vor einer Weile waren.',
    liveStopped:
      'Die Live-Aktualisierung ist angehalten. Neue Einträge erscheinen erst, wenn sie weitergeht.',
  },
});
