import type { DashboardCard } from '@payloom/session/remote-entry';
import { useWords } from './words.ts';

const roles = ['ADMIN'] as const;

/** What administrators begin with. */
export const dashboard: readonly DashboardCard[] = [
  {
    id: 'figures',
    label: useWords.later('today'),
    roles,
    order: 10,
    span: 2,
    load: async () => (await import(/* webpackChunkName: "dashboard" */ './figures-card.tsx')).FiguresCard,
  },
  {
    id: 'health',
    label: useWords.later('health'),
    roles,
    order: 20,
    span: 1,
    load: async () => (await import(/* webpackChunkName: "dashboard" */ './health-card.tsx')).HealthCard,
  },
  {
    id: 'letters',
    label: useWords.later('letters'),
    roles,
    order: 30,
    span: 1,
    load: async () => (await import(/* webpackChunkName: "dashboard" */ './letters-card.tsx')).LettersCard,
  },
  {
    id: 'audit',
    label: useWords.later('audit'),
    roles,
    order: 40,
    span: 2,
    load: async () => (await import(/* webpackChunkName: "dashboard" */ './audit-card.tsx')).AuditCard,
  },
];
