import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { z } from 'zod';

/** A part of the repository that imports others only as the table below says. */
interface Zone {
  /** As it is called in a message: `subgraph payments`. */
  readonly name: string;
  readonly folder: string;
  /** Folders it may import from besides its own. */
  readonly allowed: readonly string[];
}

const eventContracts = 'packages/event-contracts';
const telemetry = 'packages/telemetry';
const messaging = 'packages/messaging';
const subgraphKit = 'packages/subgraph-kit';
const storage = 'packages/storage';
const mail = 'packages/mail';
const testkit = 'packages/testkit';
const clientsShared = 'clients/shared';
/** What the explorer sends, for the list of what gateways trust. */
const explorerDocuments = 'gateway/explorer/src/session-documents.ts';
const serverPackages = [eventContracts, telemetry, messaging, subgraphKit, storage];

const packageImports: Readonly<Record<string, readonly string[]>> = {
  [eventContracts]: [],
  [telemetry]: [],
  [messaging]: [eventContracts, telemetry],
  [subgraphKit]: [eventContracts, telemetry, messaging],
  [storage]: [],
  [mail]: [messaging],
  [testkit]: serverPackages,
};

const patterns: readonly { pattern: RegExp; zone: (folder: string, name: string) => Omit<Zone, 'folder'> }[] =
  [
    {
      pattern: /^packages\/([^/]+)/,
      zone: (folder, name) => ({ name: `package ${name}`, allowed: packageImports[folder] ?? [] }),
    },
    {
      pattern: /^subgraphs\/([^/]+)/,
      zone: (_, name) => ({ name: `subgraph ${name}`, allowed: [...serverPackages, mail] }),
    },
    { pattern: /^gateway\/explorer/, zone: () => ({ name: 'explorer', allowed: [clientsShared] }) },
    { pattern: /^gateway/, zone: () => ({ name: 'gateway', allowed: serverPackages }) },
    { pattern: /^clients\/shared/, zone: () => ({ name: 'clients/shared', allowed: [] }) },
    { pattern: /^clients\/shell/, zone: () => ({ name: 'shell', allowed: [clientsShared] }) },
    {
      pattern: /^clients\/remotes\/([^/]+)/,
      zone: (_, name) => ({ name: `remote ${name}`, allowed: [clientsShared] }),
    },
    {
      pattern: /^(?:scripts|bench|e2e)(?=\/)/,
      zone: (folder) => ({
        name: folder,
        allowed: ['scripts', 'bench', 'e2e', 'packages', clientsShared, explorerDocuments],
      }),
    },
  ];

const isTest = (path: string): boolean => /\.(test|contract|fixture)\.tsx?$|\/(test|testing)\//.test(path);
const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);
const featureOf = (path: string): string | undefined =>
  /^clients\/remotes\/[^/]+\/src\/features\/[^/]+/.exec(path)?.[0];

function zoneOf(path: string): Zone | undefined {
  for (const { pattern, zone } of patterns) {
    const match = pattern.exec(path);
    if (match) return { folder: match[0], ...zone(match[0], match[1] ?? '') };
  }
  return undefined;
}

const packageNameSchema = z.object({ name: z.string() });

/** The folder of each package of the workspace by its name. */
export function readPackageFolders(root: string): Map<string, string> {
  const parents = ['packages', 'subgraphs', 'clients/shared', 'clients/remotes'];
  const folders = [
    ...parents.flatMap((parent) => readdirSync(join(root, parent)).map((name) => `${parent}/${name}`)),
    ...['gateway', 'clients/shell', 'bench', 'e2e'],
  ];
  const named = folders.filter((folder) => existsSync(join(root, folder, 'package.json')));
  return new Map(
    named.map((folder) => {
      const text = readFileSync(join(root, folder, 'package.json'), 'utf8');
      return [packageNameSchema.parse(JSON.parse(text)).name, folder];
    }),
  );
}

function targetOf(from: string, source: string, packages: ReadonlyMap<string, string>): string | undefined {
  if (source.startsWith('.')) return posix.join(posix.dirname(from), source);
  const name = /^@payloom\/[^/]+/.exec(source)?.[0];
  return name === undefined ? undefined : packages.get(name);
}

/**
 * Why the file `from` may not import `source`, or undefined when it may. Paths are relative to the repository, with
 * slashes.
 */
export function judgeImport(
  from: string,
  source: string,
  packages: ReadonlyMap<string, string>,
): string | undefined {
  const zone = zoneOf(from);
  const target = targetOf(from, source, packages);
  if (!zone || target === undefined) return undefined;
  if (isWithin(target, zone.folder) && zoneOf(target)?.folder === zone.folder)
    return judgeFeatures(from, target);
  const targetName = zoneOf(target)?.name;
  // What stands in the root belongs to nobody.
  if (targetName === undefined) return undefined;
  const allowed = [...zone.allowed, ...(isTest(from) ? [testkit] : [])].filter((folder) =>
    isServerOrShared(folder, zone),
  );
  if (!allowed.some((folder) => isWithin(target, folder))) {
    return `${zone.name} may not import ${targetName}: imports run one way (docs/architecture.md).`;
  }
  const isTooling = allowed.includes('scripts');
  if (source.startsWith('.') && !isTooling) return `${targetName} is another package: import it by its name.`;
  return undefined;
}

/** A test of a client has no use for a server's testkit. */
const isServerOrShared = (folder: string, zone: Zone): boolean =>
  folder !== testkit || !zone.folder.startsWith('clients');

function judgeFeatures(from: string, target: string): string | undefined {
  const [one, other] = [featureOf(from), featureOf(target)];
  if (one === undefined || other === undefined || one === other) return undefined;
  return 'One feature may not import another: pages bring features together (docs/architecture.md).';
}
