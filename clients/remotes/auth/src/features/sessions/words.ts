import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    title: 'Devices',
    meaning: 'Where you are signed in. Sign out what you do not recognise: its page closes within seconds.',
    failed: 'Your devices could not be loaded',
    loading: 'Loading your devices',
    list: 'Your devices',
    latest: 'Only the {count, number} latest are shown.',
    signOutOthers: 'Sign out all other devices',
    everywhere: 'Sign out everywhere',
    everywhereAsk: 'Sign out everywhere?',
    everywhereMeans:
      'Every device is signed out within seconds, this one too. You sign in again with your password.',
    stay: 'Stay signed in',
    thisDevice: 'This device',
    noAddress: 'Address not known',
    lastUsed: 'last used <time></time>',
    signedIn: 'signed in <time></time>',
    signOutHere: 'Sign out here',
    signOutOf: 'Sign out<hidden> of {device}</hidden>',
    device: '{browser} on {system}',
    unknownDevice: 'Unknown device',
    nobodySignedOut: 'Nobody was signed out',
    signedOutOf: 'Signed out of {device}',
    signedOutOthers:
      '{count, plural, =0 {You were signed in nowhere else} one {Signed out on # other device} other {Signed out on # other devices}}',
  },
  de: {
    title: 'Geräte',
    meaning:
      'Hier sind Sie angemeldet. Melden Sie ab, was Sie nicht kennen: Die Seite dort schließt sich innerhalb von Sekunden.',
    failed: 'Ihre Geräte konnten nicht geladen werden',
    loading: 'Ihre Geräte werden geladen',
    list: 'Ihre Geräte',
    latest: 'Nur die letzten {count, number} werden angezeigt.',
    signOutOthers: 'Alle anderen Geräte abmelden',
    everywhere: 'Überall abmelden',
    everywhereAsk: 'Überall abmelden?',
    everywhereMeans:
      'Alle Geräte werden innerhalb von Sekunden abgemeldet, auch dieses. Danach melden Sie sich wieder mit Ihrem Passwort an.',
    stay: 'Angemeldet bleiben',
    thisDevice: 'Dieses Gerät',
    noAddress: 'Adresse unbekannt',
    lastUsed: 'zuletzt verwendet: <time></time>',
    signedIn: 'angemeldet: <time></time>',
    signOutHere: 'Hier abmelden',
    signOutOf: 'Abmelden<hidden> von {device}</hidden>',
    device: '{browser} auf {system}',
    unknownDevice: 'Unbekanntes Gerät',
    nobodySignedOut: 'Es wurde niemand abgemeldet',
    signedOutOf: 'Abgemeldet: {device}',
    signedOutOthers:
      '{count, plural, =0 {Sie waren sonst nirgends angemeldet} one {Auf # anderem Gerät abgemeldet} other {Auf # anderen Geräten abgemeldet}}',
  },
});
