import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    title: 'Keyboard shortcuts',
    description: 'Keys that stand beside each other are pressed one after the other.',
    everywhere: 'Everywhere',
    inLists: 'In lists',
    goTo: 'Go to',
    palette: 'Find a page, an action, a payment or a person',
    search: 'Search on this page',
    help: 'Show the shortcuts',
    nextRow: 'Next row',
    previousRow: 'Previous row',
    openRow: 'Open the row',
    then: 'then',
    single: 'Single-key shortcuts',
    singleMeans: 'Turn them off if you dictate, or press keys by mistake. {key} always works.',
  },
  de: {
    title: 'Tastenkürzel',
    description: 'Tasten, die nebeneinander stehen, drücken Sie nacheinander.',
    everywhere: 'Überall',
    inLists: 'In Listen',
    goTo: 'Gehe zu',
    palette: 'Eine Seite, eine Aktion, eine Zahlung oder eine Person finden',
    search: 'Auf dieser Seite suchen',
    help: 'Tastenkürzel anzeigen',
    nextRow: 'Nächste Zeile',
    previousRow: 'Vorherige Zeile',
    openRow: 'Zeile öffnen',
    then: 'dann',
    single: 'Kürzel aus einzelnen Tasten',
    singleMeans:
      'Schalten Sie sie aus, wenn Sie diktieren oder versehentlich Tasten drücken. {key} geht immer.',
  },
});
