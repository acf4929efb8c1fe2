import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    title: 'Queues',
    failed: 'The queues could not be loaded.',
    empty: 'There is no queue yet',
    health: {
      well: 'Every queue is being handled.',
      retrying: 'Some events failed and are being tried again; those behind them wait.',
      unattended: 'Events wait in a queue that nobody handles. Start the service it belongs to.',
    },
    unattended:
      '{count, plural, one {# event waits, and nobody handles it} other {# events wait, and nobody handles them}}',
    waitingCount: '<number>{count, number}</number><muted> waiting</muted>',
    delayed: '{count, number} delayed',
    noDead: '0<phone> dead letters</phone>',
    showDead:
      '<hidden>Show </hidden>{count, number}<phone> {count, plural, one {dead letter} other {dead letters}}</phone><hidden> of {queue}</hidden>',
    consumer: 'Consumer',
    collects: 'Collects',
    waiting: 'Waiting',
    dead: 'Dead letters',
    processes: 'Processes',
    none: 'none',
  },
  de: {
    title: 'Warteschlangen',
    failed: 'Die Warteschlangen konnten nicht geladen werden.',
    empty: 'Es gibt noch keine Warteschlange',
    health: {
      well: 'Jede Warteschlange wird bearbeitet.',
      retrying: 'Einige Ereignisse sind fehlgeschlagen und werden erneut versucht; die dahinter warten.',
      unattended:
        'In einer Warteschlange, die niemand bearbeitet, warten Ereignisse. Starten Sie den Dienst, zu dem sie gehört.',
    },
    unattended:
      '{count, plural, one {# Ereignis wartet, und niemand bearbeitet es} other {# Ereignisse warten, und niemand bearbeitet sie}}',
    waitingCount: '<number>{count, number}</number><muted> wartend</muted>',
    delayed: '{count, number} verzögert',
    noDead: '0<phone> Dead Letters</phone>',
    showDead:
      '{count, number}<phone> {count, plural, one {Dead Letter} other {Dead Letters}}</phone><hidden> von {queue}</hidden><hidden> anzeigen</hidden>',
    consumer: 'Empfänger',
    collects: 'Sammelt',
    waiting: 'Wartend',
    dead: 'Dead Letters',
    processes: 'Prozesse',
    none: 'keine',
  },
});
