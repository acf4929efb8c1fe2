import type { Pool } from 'pg';
import { Gauge, type Registry } from 'prom-client';

const pools = new Set<WeakRef<Pool>>();

/** Counts a pool among those of this process from now on. */
export function watchPool(pool: Pool): void {
  pools.add(new WeakRef(pool));
}

/** What all pools of this process come to. */
function sumOf(figure: 'totalCount' | 'idleCount' | 'waitingCount'): number {
  let sum = 0;
  for (const reference of pools) {
    const pool = reference.deref();
    if (!pool || pool.ended) pools.delete(reference);
    else sum += pool[figure];
  }
  return sum;
}

const gauges = [
  ['payloom_db_pool_connections', 'Connections to the database that are open.', 'totalCount'],
  ['payloom_db_pool_idle', 'Connections to the database that nobody uses.', 'idleCount'],
  ['payloom_db_pool_waiting', 'Who waits for a connection to the database.', 'waitingCount'],
] as const;

/** Measures the pools of this process when it is asked for its metrics. Returns the registry. */
export function addPoolMetrics(registry: Registry): Registry {
  for (const [name, help, figure] of gauges)
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(sumOf(figure));
      },
    });
  return registry;
}
