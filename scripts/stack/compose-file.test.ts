import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from '../build/artefacts.ts';
import { subgraphNames } from '../start/services.ts';

const limitsSchema = z.object({
  cpus: z.string(),
  memory: z.string().regex(/^\d+M$/),
  pids: z.number().int().positive(),
});
const dependencySchema = z.object({
  condition: z.enum(['service_healthy', 'service_completed_successfully']),
});
/** What every service has to say of itself; whatever lacks is named by the schema. */
const serviceSchema = z.object({
  image: z.string(),
  user: z.string().optional(),
  read_only: z.literal(true),
  cap_drop: z.tuple([z.literal('ALL')]),
  cap_add: z.undefined().optional(),
  privileged: z.undefined().optional(),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
  restart: z.enum(['unless-stopped', 'no']),
  stop_grace_period: z.string().optional(),
  deploy: z.object({ resources: z.object({ limits: limitsSchema }) }),
  healthcheck: z.union([
    z.object({ test: z.array(z.string()).min(2), interval: z.string(), retries: z.number() }),
    z.object({ disable: z.literal(true) }),
  ]),
  depends_on: z.record(z.string(), dependencySchema).default({}),
  networks: z.array(z.string()).min(1).optional(),
  network_mode: z.literal('none').optional(),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  profiles: z.array(z.string()).default([]),
  secrets: z.array(z.union([z.string(), z.object({ source: z.string(), target: z.string() })])).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  build: z.object({ target: z.string() }).optional(),
});
const fileSchema = z.object({
  services: z.record(z.string(), serviceSchema),
  networks: z.record(z.string(), z.object({ internal: z.boolean().default(false) })),
  secrets: z.record(z.string(), z.object({ file: z.string().startsWith('secrets/') })),
});

const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const { services, networks, secrets } = fileSchema.parse(parse(text, { merge: true }));
const named = Object.entries(services);
const subgraphs = subgraphNames();
const networksOf = (service: string) => services[service]?.networks ?? [];
const sharesNetwork = (one: string, other: string) =>
  networksOf(one).some((network) => networksOf(other).includes(network));

describe('the stack', () => {
  it('has each subgraph with a database of its own and its migrations, and all that they share', () => {
    const expected = subgraphs.flatMap((name) => [name, `${name}-db`, `${name}-migrate`]);
    expect(Object.keys(services)).toEqual(
      expect.arrayContaining([...expected, 'rabbitmq', 'redis', 'gateway', 'site', 'nginx']),
    );
  });

  it('waits for whatever a service needs to be healthy, and asks each service that stays how it is', () => {
    for (const [name, { depends_on, healthcheck, restart }] of named) {
      const isOnce = restart === 'no';
      expect([name, 'disable' in healthcheck]).toEqual([name, isOnce]);
      for (const [needed, { condition }] of Object.entries(depends_on)) {
        const runsOnce = services[needed]?.restart === 'no';
        expect([needed, condition]).toEqual([
          needed,
          runsOnce ? 'service_completed_successfully' : 'service_healthy',
        ]);
      }
    }
    for (const name of subgraphs) {
      expect(Object.keys(services[name]?.depends_on ?? {})).toEqual([`${name}-migrate`, 'rabbitmq']);
      expect(Object.keys(services[`${name}-migrate`]?.depends_on ?? {})).toEqual([`${name}-db`]);
    }
  });

  it('runs nothing as root: what is not built here names its user', () => {
    for (const [name, { image, user }] of named) {
      if (image.startsWith('payloom/') && name !== 'nginx') continue;
      expect([name, user]).toEqual([name, expect.stringMatching(/^(?!root$|0$).+/)]);
    }
    const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
    expect(dockerfile.match(/^USER \w+$/gm)).toEqual(['USER node', 'USER node', 'USER nginx']);
  });

  it('lets nobody in but through nginx, and shows what is observed to this machine alone', () => {
    for (const [name, { ports, profiles }] of named) {
      if (name === 'nginx') expect(ports).toHaveLength(2);
      else if (profiles.includes('observability')) expect(ports[0]).toMatch(/^127\.0\.0\.1:/);
      else expect([name, ports]).toEqual([name, []]);
    }
  });

  it('has each service on a network of its own kind, or on none', () => {
    for (const [name, { networks: joined, network_mode: mode }] of named)
      expect([name, joined !== undefined]).toEqual([name, mode === undefined]);
  });

  it('lets nginx read the site, and only what keeps it write there', () => {
    const mounts = named.flatMap(([name, { volumes }]) =>
      volumes.filter((each) => each.startsWith('site:')).map((each) => [name, each]),
    );
    expect(mounts).toEqual([
      ['nginx', 'site:/usr/share/nginx/site:ro'],
      ['site', 'site:/site'],
    ]);
  });

  it('keeps databases, broker and Redis on networks that lead nowhere', () => {
    for (const name of ['rabbitmq', 'redis', ...subgraphs.map((each) => `${each}-db`)])
      for (const network of networksOf(name))
        expect([name, networks[network]?.internal]).toEqual([name, true]);
  });

  it('shows a database to its own subgraph alone, and the services to nginx by the gateway alone', () => {
    for (const owner of subgraphs) {
      const whoMay = Object.keys(services).filter((each) => sharesNetwork(each, `${owner}-db`));
      expect(whoMay).toEqual([owner, `${owner}-migrate`, `${owner}-db`]);
    }
    const reached = Object.keys(services).filter((each) => sharesNetwork('nginx', each));
    expect(reached.filter((each) => each !== 'prometheus')).toEqual(['nginx', 'gateway']);
  });

  it('takes secrets from files, which the script makes, and shows each where it is needed alone', () => {
    const used = named.flatMap(([, service]) =>
      service.secrets.map((secret) => (typeof secret === 'string' ? secret : secret.source)),
    );
    expect([...new Set(used)].sort()).toEqual(Object.keys(secrets).sort());
    expect(text).not.toMatch(/(?:PASSWORD|SECRET|TOKEN): /);
    for (const owner of subgraphs) expect(used.filter((each) => each === `${owner}-db-url`)).toHaveLength(2);
  });

  it('gives a process that drains the time for it', () => {
    for (const name of [...subgraphs, 'gateway']) {
      const { environment, stop_grace_period: grace = '' } = services[name] ?? {};
      expect(Number.parseInt(grace, 10)).toBeGreaterThan(Number(environment?.DRAIN_SECONDS) + 10);
    }
  });
});
