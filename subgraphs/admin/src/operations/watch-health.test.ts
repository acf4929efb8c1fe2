import { jest } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '@payloom/testkit/eventually';
import { openAdminFixture, type AdminFixture } from '../../test/admin-fixture.ts';
import { HealthPeriod } from '../entities/health-period.entity.ts';
import { checkService } from './check-service.ts';
import { listServiceHealth } from './list-service-health.ts';
import { periodMs, periodOf, saveHealth } from './save-health.ts';
import { watchHealth } from './watch-health.ts';

interface Answer {
  status: number;
  body: string;
}

describe('the health of the services', () => {
  let admin: AdminFixture;
  let server: Server;
  let url: string;
  let answer: Answer | 'none';

  beforeEach(async () => {
    admin = await openAdminFixture();
    answer = { status: 200, body: '{"ready":true,"failing":[]}' };
    server = createServer((_request, response) => {
      if (answer === 'none') return;
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port }: AddressInfo = Object(server.address());
    url = `http://127.0.0.1:${port}/readyz`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await admin.close();
  });

  const check = (timeMaxMs = 3_000) => checkService('auth', url, { timeMaxMs });
  const ready = (service = 'auth') => ({ service, status: 'READY', failing: [], latencyMs: 5 }) as const;
  const down = { service: 'auth', status: 'DOWN', failing: [], latencyMs: null } as const;

  it('is what /readyz says, or that it says nothing', async () => {
    expect(await check()).toMatchObject({ status: 'READY', failing: [], latencyMs: expect.any(Number) });
    answer = { status: 503, body: '{"ready":false,"failing":["database"]}' };
    expect(await check()).toMatchObject({ status: 'NOT_READY', failing: ['database'] });
    answer = { status: 503, body: '<html>Bad gateway</html>' };
    expect(await check()).toMatchObject({ status: 'NOT_READY', failing: [] });
    answer = { status: 302, body: '' };
    expect(await check()).toMatchObject({ status: 'NOT_READY' });
    answer = 'none';
    expect(await check(200)).toEqual(down);
  });

  it('asks each replica that its name stands for', async () => {
    answer = {
      status: 200,
      body: '{"ready":true,"failing":[],"traffic":{"requests":5,"failed":1,"p95Ms":30}}',
    };
    const lookUp = async () => ['127.0.0.1', '127.0.0.1'];
    const named = url.replace('127.0.0.1', 'auth.test');
    expect(await checkService('auth', named, { lookUp })).toMatchObject({
      status: 'READY',
      traffic: { requests: 10, failed: 2, p95Ms: 30 },
    });
    const oneIsGone = async () => ['127.0.0.1', '127.0.0.9'];
    expect(await checkService('auth', named, { lookUp: oneIsGone })).toMatchObject({
      status: 'DOWN',
      traffic: { requests: 5 },
    });
  });

  it('is down where nobody listens', async () => {
    expect(await checkService('auth', 'http://127.0.0.1:1/readyz')).toEqual(down);
  });

  it('knows since when, however often it is asked, and counts by half hours', async () => {
    const at = periodOf(new Date());
    const later = (seconds: number) => new Date(at.getTime() + seconds * 1_000);
    await saveHealth(admin.orm.em, [ready()], later(0));
    await saveHealth(admin.orm.em, [ready()], later(10));
    await saveHealth(admin.orm.em, [down], later(20));
    await saveHealth(admin.orm.em, [down], later(30));
    const [auth] = await listServiceHealth(admin.context(), later(31));
    expect(auth).toMatchObject({ id: 'auth', status: 'DOWN', since: later(20), checkedAt: later(30) });
    expect(auth?.history).toHaveLength(48);
    expect(auth?.history.at(-1)).toEqual({ from: at, readyCount: 2, notReadyCount: 0, downCount: 2 });
    expect(auth?.history.at(-2)).toMatchObject({ readyCount: 0, downCount: 0 });
  });

  it('has no outage before it was ready for the first time', async () => {
    const at = periodOf(new Date());
    await saveHealth(admin.orm.em, [down], at);
    const [before] = await listServiceHealth(admin.context(), at);
    expect(before).toMatchObject({ status: 'DOWN' });
    expect(before?.history.at(-1)).toMatchObject({ readyCount: 0, downCount: 0 });
    await saveHealth(admin.orm.em, [ready()], new Date(at.getTime() + 10_000));
    await saveHealth(admin.orm.em, [down], new Date(at.getTime() + periodMs));
    const [after] = await listServiceHealth(admin.context(), new Date(at.getTime() + periodMs));
    expect(after?.history.at(-2)).toMatchObject({ readyCount: 1, downCount: 0 });
    expect(after?.history.at(-1)).toMatchObject({ readyCount: 0, downCount: 1 });
  });

  it('is unknown when nobody has asked for a minute', async () => {
    const at = new Date();
    await saveHealth(admin.orm.em, [ready()], at);
    const [auth] = await listServiceHealth(admin.context(), new Date(at.getTime() + 60_001));
    expect(auth?.status).toBe('UNKNOWN');
  });

  it('keeps a day and no more', async () => {
    const at = new Date();
    for (const hoursAgo of [30, 24, 1]) {
      await saveHealth(admin.orm.em, [ready()], new Date(at.getTime() - hoursAgo * 2 * periodMs));
    }
    await saveHealth(admin.orm.em, [ready('gateway')], at);
    expect(await admin.orm.em.fork().count(HealthPeriod)).toBe(2);
    const services = await listServiceHealth(admin.context(), at);
    expect(services.map(({ id }) => id)).toEqual(['auth', 'gateway']);
  });

  it('counts what several replicas find at once', async () => {
    const at = new Date();
    const all = [ready('b'), ready('a'), ready('c')];
    await Promise.all(Array.from({ length: 8 }, () => saveHealth(admin.orm.em, all, at)));
    const services = await listServiceHealth(admin.context(), at);
    expect(services.map(({ history }) => history.at(-1)?.readyCount)).toEqual([8, 8, 8]);
  });

  it('is watched again and again until the watch is stopped', async () => {
    const urls = new Map([['auth', url]]);
    const warn = jest.fn();
    const broker = { inspect: async () => [] };
    const queueMetrics = { observe: jest.fn() };
    const watch = watchHealth({
      ...{ em: admin.orm.em, broker, log: { warn }, queueMetrics },
      ...{ urls, everyMs: 5, firstAfterMs: 0 },
    });
    const status = async () => (await listServiceHealth(admin.context()))[0]?.status;
    await eventually(async () => expect(await status()).toBe('READY'));
    answer = { status: 503, body: '{"failing":["broker"]}' };
    await eventually(async () => expect(await status()).toBe('NOT_READY'));
    await watch.stop();
    // Whoever collects metrics is told of every queue, as it is kept.
    const queue = 'admin.audit-entries.add';
    expect(queueMetrics.observe).toHaveBeenLastCalledWith(
      expect.arrayContaining([expect.objectContaining({ queue, waiting: 0 })]),
    );
    expect(warn).not.toHaveBeenCalled();
  });
});
