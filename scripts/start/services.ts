import { readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import getPort from 'get-port';
import { root } from '../build/artefacts.ts';
import type { DataFolder } from './data-folder.ts';
import type { StartOptions } from './options.ts';
import type { Postgres } from './postgres.ts';
import type { ServiceSpec } from './supervised-service.ts';

/** Where the clients come from: files that were built, or a development server. */
export type SiteSource = { readonly directory: string } | { readonly origin: string };

export interface ServicePlan {
  readonly options: StartOptions;
  readonly folder: DataFolder;
  /** Each subgraph's port, the same for as long as this start lasts. */
  readonly ports: Readonly<Record<string, number>>;
}

const inherited = [
  ...['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR', 'SystemRoot', 'NODE_ENV', 'NODE_EXTRA_CA_CERTS'],
  ...['EVENT_ATTEMPTS_MAX', 'TRUSTED_DOCUMENTS'],
  ...['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_TRACES_SAMPLER_ARG', 'SENTRY_DSN', 'SENTRY_ENVIRONMENT'],
];

/** Every folder of `subgraphs/` with a schema, by name. */
export function subgraphNames(): string[] {
  const folder = join(root, 'subgraphs');
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'schema.graphql')))
    .sort();
}

export async function choosePorts(names: readonly string[]): Promise<Record<string, number>> {
  const ports = await Promise.all(names.map(() => getPort({ host: '127.0.0.1' })));
  return Object.fromEntries(names.map((name, index) => [name, ports[index] ?? 0]));
}

function sharedEnv({ options, folder }: ServicePlan): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(inherited.flatMap((key) => (process.env[key] ? [[key, process.env[key]]] : []))),
    BROKER_JOURNAL_PATH: folder.brokerJournal,
    LOG_LEVEL: options.logLevel,
    // Keeps compiled code between starts: a service starts in about half the time.
    NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/node-compile'),
  };
}

const jwksUrl = ({ ports }: ServicePlan): string => `http://127.0.0.1:${ports.auth}/.well-known/jwks.json`;

/** Where each process says how it is, for the subgraph that watches them. */
function healthUrls({ ports, options }: ServicePlan): string {
  const all = Object.entries({ ...ports, gateway: options.port });
  return all.map(([name, port]) => `${name}=http://127.0.0.1:${port}/readyz`).join(',');
}

/** Subgraphs that write to people. */
const writesMail: ReadonlySet<string> = new Set(['auth', 'profile']);

/** Mail goes where the environment says, or else into files that whoever tries Payloom out can open. */
function mailEnv({ options, folder }: ServicePlan): NodeJS.ProcessEnv {
  const { SMTP_URL, MAIL_FROM, PUBLIC_URL = `http://localhost:${options.port}` } = process.env;
  return {
    ...(SMTP_URL ? { SMTP_URL } : {}),
    ...(MAIL_FROM ? { MAIL_FROM } : {}),
    MAIL_FOLDER_PATH: folder.mail,
    PUBLIC_URL,
  };
}

/** How to start one subgraph. */
export function subgraphSpec(name: string, plan: ServicePlan, postgres: Postgres): ServiceSpec {
  const prefix = name.toUpperCase();
  const own: NodeJS.ProcessEnv =
    name === 'auth'
      ? {
          AUTH_SIGNING_KEY_PATH: plan.folder.signingKey,
          AUTH_SEALING_KEYS_FILE: plan.folder.sealingKey,
          COOKIE_SECURE: String(plan.options.cookieSecure),
        }
      : { JWKS_URL: jwksUrl(plan) };
  return {
    name,
    entry: join(root, 'subgraphs', name, 'src/main.ts'),
    env: {
      ...sharedEnv(plan),
      ...own,
      ...(name === 'profile' ? { FILES_DIR: plan.folder.files } : {}),
      ...(writesMail.has(name) ? mailEnv(plan) : {}),
      ...(name === 'admin' ? { HEALTH_URLS: healthUrls(plan) } : {}),
      [`${prefix}_DATABASE_URL`]: postgres.url(name),
      [`${prefix}_PORT`]: String(plan.ports[name]),
      HOST: '127.0.0.1',
    },
  };
}

/** How to start the gateway, the one process that others can reach. */
export function gatewaySpec(plan: ServicePlan, site: SiteSource): ServiceSpec {
  const urls = Object.entries(plan.ports).map(([name, port]) => `${name}=http://127.0.0.1:${port}/graphql`);
  return {
    name: 'gateway',
    entry: join(root, 'gateway/src/main.ts'),
    env: {
      ...sharedEnv(plan),
      PORT: String(plan.options.port),
      HOST: plan.options.host,
      SUPERGRAPH_PATH: join(root, 'schema/supergraph.graphql'),
      SUBGRAPH_URLS: urls.join(','),
      JWKS_URL: jwksUrl(plan),
      ...('directory' in site ? { SITE_DIR: site.directory } : { SITE_ORIGIN: site.origin }),
    },
  };
}
