import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMessagingMetrics } from '@payloom/messaging/metrics';
import { createQueueMetrics } from '@payloom/messaging/queue-metrics';
import { createHttpServer } from '@payloom/subgraph-kit/http-server';
import { addPoolMetrics } from '@payloom/subgraph-kit/pool-metrics';
import { findOrInstallProgram, installHelp, prometheusProgram } from '@payloom/testkit/machine';
import { Registry } from 'prom-client';
import { createMetrics } from './metrics.ts';
import { silentLog } from '../testing/open-graph.ts';

const folder = join(import.meta.dirname, '../../../docker/observability');
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
const alerts = read('alerts.yml');
const alertNames = [...alerts.matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name);

/** Every series that the services tell, histograms by each of their parts. */
async function exposedNames(): Promise<Set<string>> {
  const registry = new Registry();
  createMetrics(registry);
  createMessagingMetrics(registry, async () => ({ depth: 0, ageSeconds: 0 }));
  createQueueMetrics(registry);
  addPoolMetrics(registry);
  const app = createHttpServer({ name: 'test', log: silentLog, registry, failing: async () => [] });
  const metrics = await registry.getMetricsAsJSON();
  await app.close();
  const parts = ['', '_bucket', '_sum', '_count'];
  return new Set(metrics.flatMap(({ name }) => parts.map((part) => `${name}${part}`)));
}

describe('the dashboard and the alerts', () => {
  it('ask for nothing that the services do not tell', async () => {
    const text = `${alerts}\n${read('grafana/dashboards/payloom.json')}`;
    const asked = new Set(text.match(/\b(?:payloom|rabbitmq|process|nodejs)_\w+/g));
    const exposed = await exposedNames();
    expect(asked.size).toBeGreaterThan(10);
    expect([...asked].filter((name) => !exposed.has(name))).toEqual([]);
  });

  it('are each shown to fire', () => {
    const cases = read('alerts.test.yml')
      .split(/- eval_time:/)
      .filter((text) => text.includes('exp_labels'));
    const fire = new Set(cases.map((text) => /alertname: (\w+)/.exec(text)?.[1]));
    expect(alertNames.filter((name) => !fire.has(name))).toEqual([]);
  });

  it('fire when they should, and not before', () => {
    const promtool = findOrInstallProgram(prometheusProgram);
    if (promtool === undefined) throw new Error(`${installHelp(prometheusProgram)}.`);
    const said = execFileSync(promtool, ['test', 'rules', join(folder, 'alerts.test.yml')], {
      encoding: 'utf8',
    });
    expect(said).toContain('SUCCESS');
  });

  it('are each explained to whoever they wake', () => {
    const page = readFileSync(join(folder, '../../docs/operations.md'), 'utf8');
    expect(alertNames.length).toBeGreaterThan(0);
    expect(alertNames.filter((name) => !page.includes(`| \`${name}\``))).toEqual([]);
  });
});
