import { defineWords } from '@payloom/i18n/define-words';

export const useWords = defineWords({
  en: {
    by: 'By {who}',
    anybody: 'anybody',
    unknown: 'an unknown person',
    clear: 'Show what anybody did',
    title: 'Whose actions?',
    meaning: 'The log then shows only what this person did.',
    search: 'Search people',
    searchExample: 'Name or email',
    people: 'People',
    name: 'Name',
    email: 'Email',
    failed: 'People could not be loaded.',
    nobody: 'Nobody matches “{search}”',
  },
  de: {
    by: 'Von {who}',
    anybody: 'allen',
    unknown: 'einer unbekannten Person',
    clear: 'Anzeigen, was alle getan haben',
    title: 'Wessen Aktionen?',
    meaning: 'Das Protokoll zeigt dann nur, was diese Person getan hat.',
    search: 'Personen suchen',
    searchExample: 'Name oder E-Mail',
    people: 'Personen',
    name: 'Name',
    email: 'E-Mail',
    failed: 'Die Personen konnten nicht geladen werden.',
    nobody: 'Niemand passt zu «{search}»',
  },
});
