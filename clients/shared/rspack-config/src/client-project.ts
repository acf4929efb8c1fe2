import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Configuration } from '@rspack/core';
import { z } from 'zod';

/** Where everything that runs in a browser lives. */
export const clientsDir = join(import.meta.dirname, '../../..');

/** What differs from one run of the bundler to the next. */
export interface BundleOptions {
  readonly mode: 'production' | 'development';
  readonly outputDir: string;
  /** Where the browser finds the assets; 'auto' means beside the script that asks. */
  readonly publicPath: string;
}

/** What a client's rspack.config.ts exports. */
export type DefineConfig = (options: BundleOptions) => Configuration;

/** A folder that is bundled on its own: the shell or one remote. */
export interface ClientProject {
  readonly name: string;
  readonly dir: string;
  readonly define: DefineConfig;
}

/** What a remote is called, in each language of the pages. */
export type RemoteLabel = z.infer<typeof labelSchema>;

/** A remote also says what it is called and which paths it answers, so that the shell can label its gap; `/` where it has cards on the dashboard. */
export interface RemoteProject extends ClientProject {
  /** Of its package. A release adds what tells it from the others. */
  readonly packageVersion: string;
  readonly label: RemoteLabel;
  readonly paths: readonly string[];
  /** Whom it has anything for on the pages of others; everybody where it does not say. */
  readonly roles: readonly string[] | undefined;
  /** Of the pages that people begin with, by their paths: the names of the chunks that each is in. */
  readonly pages: Readonly<Record<string, readonly string[]>> | undefined;
}

const labelSchema = z.object({ en: z.string(), de: z.string() });
const packageSchema = z.object({
  version: z.string(),
  payloom: z
    .object({
      label: labelSchema,
      paths: z.array(z.string().startsWith('/')),
      roles: z.array(z.string()).optional(),
      pages: z.record(z.string().startsWith('/'), z.array(z.string())).optional(),
    })
    .optional(),
});
const configModuleSchema = z.object({
  default: z.custom<DefineConfig>((value) => typeof value === 'function', 'must export a function'),
});

async function loadProject(name: string, dir: string): Promise<ClientProject> {
  const file = join(dir, 'rspack.config.ts');
  const module: unknown = await import(pathToFileURL(file).href);
  return { name, dir, define: configModuleSchema.parse(module).default };
}

async function loadRemote(name: string): Promise<RemoteProject> {
  const dir = join(clientsDir, 'remotes', name);
  const { version, payloom } = packageSchema.parse(
    JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')),
  );
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  const label = payloom?.label ?? { en: capital, de: capital };
  const { paths = [], roles, pages } = payloom ?? {};
  return { ...(await loadProject(name, dir)), packageVersion: version, label, paths, roles, pages };
}

/** The host. */
export function findShell(): Promise<ClientProject> {
  return loadProject('shell', join(clientsDir, 'shell'));
}

/** Every folder of `clients/remotes` that has an rspack.config.ts, by name. */
export function findRemotes(): Promise<RemoteProject[]> {
  const names = readdirSync(join(clientsDir, 'remotes')).filter((name) =>
    existsSync(join(clientsDir, 'remotes', name, 'rspack.config.ts')),
  );
  return Promise.all(names.sort().map(loadRemote));
}
