import type { DatabaseFigures, HealthCheck } from './check-service.ts';
import type { PartCheck } from './save-part-health.ts';

/** Why a database is not healthy, worst first. */
export const databaseTroubles = [
  'UNREACHABLE',
  'CONNECTIONS',
  'SLOW',
  'LONG_TRANSACTION',
  'OUTBOX_BEHIND',
] as const;
export type DatabaseTrouble = (typeof databaseTroubles)[number];

const connectionsUsedPercentMax = 80;
const pingMsMax = 500;
const transactionSecondsMax = 60;
const outboxAgeSecondsMax = 60;

function strainOf(figures: DatabaseFigures): DatabaseTrouble[] {
  const found: Partial<Record<DatabaseTrouble, boolean>> = {
    CONNECTIONS: figures.connectionsUsed * 100 >= figures.connectionsMax * connectionsUsedPercentMax,
    SLOW: figures.pingMs >= pingMsMax,
    LONG_TRANSACTION: figures.oldestTransactionSeconds >= transactionSecondsMax,
    OUTBOX_BEHIND: figures.outboxAgeSeconds >= outboxAgeSecondsMax,
  };
  return databaseTroubles.filter((trouble) => found[trouble]);
}

/**
 * How the database of each service is, as its service says. A service that does not answer says nothing: its database
 * may be well or not.
 */
export function checkDatabases(checks: readonly HealthCheck[]): PartCheck[] {
  return checks.map(({ service: name, failing, database }): PartCheck => {
    if (failing.includes('database')) {
      return { kind: 'DATABASE', name, status: 'FAILING', troubles: ['UNREACHABLE'], figures: {} };
    }
    if (!database) return { kind: 'DATABASE', name, status: 'UNKNOWN', troubles: [], figures: {} };
    const troubles = strainOf(database);
    const status = troubles.length > 0 ? 'STRAINED' : 'HEALTHY';
    return { kind: 'DATABASE', name, status, troubles, figures: database };
  });
}
