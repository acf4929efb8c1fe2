import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    audit: 'Audit log',
    auditMeans: 'Who did what, when and from where. It grows by itself.',
    events: 'Events',
    eventsMeans:
      'What happened is told to each consumer through its queue, in order. Nothing is lost: what a consumer gives up waits here as a dead letter.',
    deadLetters: 'Dead letters',
    lastDays: 'Last {count, number} days',
    figures: 'Key figures',
    figuresMeans: 'How much happens on the platform.',
    period: 'Period',
    health: 'Health',
    healthMeans:
      'Services, databases and queues, looked at every ten seconds. What a queue gave up is on the page <events>Events</events>.',
    lastHour: 'Last hour',
    lastDay: 'Last day',
    settings: 'Settings',
    settingsMeans:
      'What holds for everybody. Each change takes effect at once and is written into the audit log.',
    users: 'Users',
    usersMeans: 'Everybody with an account, newest first.',
    searchUsers: 'Search users',
    nameOrEmail: 'Name or email',
    role: 'Role',
    anyRole: 'Any role',
    status: 'Status',
    anyStatus: 'Any status',
  },
  de: {
    audit: 'Protokoll',
    auditMeans: 'Wer was wann und von wo getan hat. Es wächst von selbst.',
    events: 'Ereignisse',
    eventsMeans:
      'Was geschehen ist, erfährt jeder Empfänger der Reihe nach über seine Warteschlange. Nichts geht verloren: Was ein Empfänger aufgibt, wartet hier als Dead Letter.',
    deadLetters: 'Dead Letters',
    lastDays: 'Letzte {count, number} Tage',
    figures: 'Kennzahlen',
    figuresMeans: 'Wie viel auf der Plattform geschieht.',
    period: 'Zeitraum',
    health: 'Zustand',
    healthMeans:
      'Dienste, Datenbanken und Warteschlangen, alle zehn Sekunden angesehen. Was eine Warteschlange aufgab, steht auf der Seite <events>Ereignisse</events>.',
    lastHour: 'Letzte Stunde',
    lastDay: 'Letzter Tag',
    settings: 'Einstellungen',
    settingsMeans: 'Was für alle gilt. Jede Änderung wirkt sofort und steht im Protokoll.',
    users: 'Benutzer',
    usersMeans: 'Alle mit einem Konto, die neuesten zuerst.',
    searchUsers: 'Benutzer suchen',
    nameOrEmail: 'Name oder E-Mail',
    role: 'Rolle',
    anyRole: 'Jede Rolle',
    status: 'Status',
    anyStatus: 'Jeder Status',
  },
});
