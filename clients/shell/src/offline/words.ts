import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    waitingLost:
      '{count, plural, one {# payment that waited for the network was not sent} other {# payments that waited for the network were not sent}}',
    waitingLostWhy: 'The session ended before the network was back, so what waited was withdrawn.',
    leaveTitle:
      '{count, plural, one {# payment has not been sent yet} other {# payments have not been sent yet}}',
    leaveWhy:
      '{count, plural, one {It waits in this browser. When you sign out, it is withdrawn.} other {They wait in this browser. When you sign out, they are withdrawn.}}',
    leave: 'Sign out and withdraw',
    stay: 'Stay signed in',
    newVersion: 'New version',
    newVersionReady: 'A new version of Payloom is ready.',
    unfinished: 'What you have filled in on this page would be lost.',
    reload: 'Reload',
    reloadAnyway: 'Reload anyway',
    later: 'Later',
  },
  de: {
    waitingLost:
      '{count, plural, one {# Zahlung, die auf das Netz gewartet hat, wurde nicht gesendet} other {# Zahlungen, die auf das Netz gewartet haben, wurden nicht gesendet}}',
    waitingLostWhy:
      'Die Sitzung war beendet, bevor das Netz zurück war. Deshalb wurde zurückgezogen, was wartete.',
    leaveTitle:
      '{count, plural, one {# Zahlung ist noch nicht gesendet} other {# Zahlungen sind noch nicht gesendet}}',
    leaveWhy:
      '{count, plural, one {Sie wartet in diesem Browser. Wenn Sie sich abmelden, wird sie zurückgezogen.} other {Sie warten in diesem Browser. Wenn Sie sich abmelden, werden sie zurückgezogen.}}',
    leave: 'Abmelden und zurückziehen',
    stay: 'Angemeldet bleiben',
    newVersion: 'Neue Version',
    newVersionReady: 'Eine neue Version von Payloom ist bereit.',
    unfinished: 'Was Sie auf dieser Seite eingegeben haben, ginge verloren.',
    reload: 'Neu laden',
    reloadAnyway: 'Trotzdem neu laden',
    later: 'Später',
  },
});
