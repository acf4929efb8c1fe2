import { databaseTroubles } from '../operations/check-databases.ts';
import type {
  DatabaseHealthPointResolvers,
  DatabaseHealthResolvers,
} from './__generated__/resolver-types.ts';
import { figure } from './figure.ts';

export const DatabaseHealth: DatabaseHealthResolvers = {
  id: ({ name }) => name,
  troubles: ({ troubles }) => databaseTroubles.filter((trouble) => troubles.includes(trouble)),
  pingMs: figure('pingMs'),
  connectionsUsed: figure('connectionsUsed'),
  connectionsMax: figure('connectionsMax'),
  sizeBytes: figure('sizeBytes'),
  oldestTransactionSeconds: figure('oldestTransactionSeconds'),
  outboxWaiting: figure('outboxWaiting'),
  outboxAgeSeconds: figure('outboxAgeSeconds'),
  history: (part, { span }) => part.history(span),
};

export const DatabaseHealthPoint: DatabaseHealthPointResolvers = {
  pingMs: figure('pingMs'),
  connectionsUsed: figure('connectionsUsed'),
  outboxWaiting: figure('outboxWaiting'),
};
