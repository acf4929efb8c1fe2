/** @jest-environment node */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientsDir } from './client-project.ts';
import { exportedModules } from './shared-packages.ts';
import { sharedModules } from './shared-modules.ts';

const shared = sharedModules();
const find = (request: string) => shared.find((each) => each.request === request);

describe('what the clients share', () => {
  it('is one copy of the shared packages and of what they name as peers', () => {
    for (const request of [
      '@payloom/session/session',
      '@payloom/apollo-client/graph',
      '@payloom/ui-kit/button',
      'react',
      'react/jsx-runtime',
      'react-dom',
      'react-router',
      '@apollo/client',
      '@apollo/client/react',
    ]) {
      expect(shared.map((each) => each.request)).toContain(request);
    }
    for (const { file } of shared) expect([file, existsSync(file)]).toEqual([file, true]);
  });

  it('is not what keeps no state', () => {
    for (const request of ['rxjs', 'graphql', 'lucide-react']) expect(find(request)).toBeUndefined();
  });

  it('has the versions that are installed', () => {
    expect(find('react')?.version).toMatch(/^19\.\d+\.\d+$/);
  });
});

/** The values that the code of the remotes imports from a package by name. */
function importedBy(remotes: string, request: string): Set<string> {
  const imports = new RegExp(`import (?!type)\\{([^}]*)\\} from '${request}'`, 'g');
  const sources = globSync(`${remotes}/*/src/**/*.{ts,tsx}`).filter((path) => !/test|testing/.test(path));
  const named = sources.flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(imports)].flatMap(([, names = '']) => names.split(',')),
  );
  return new Set(named.map((name) => name.trim()).filter((name) => name !== '' && !name.startsWith('type ')));
}

/** The members that the code of the remotes uses of a package it imports as a whole. */
function usedOf(remotes: string, request: string, name: string): Set<string> {
  const sources = globSync(`${remotes}/*/src/**/*.{ts,tsx}`)
    .filter((path) => !/test|testing/.test(path))
    .map((path) => readFileSync(path, 'utf8'))
    .filter((source) => source.includes(`import * as ${name} from '${request}'`));
  const uses = sources.flatMap((source) => [...source.matchAll(new RegExp(`\\b${name}\\.([a-z]\\w*)`, 'g'))]);
  // Types alone are not in any bundle.
  return new Set(uses.flatMap(([, used = '']) => (used === 'infer' ? [] : [used])));
}

it('has of Zod whatever a remote asks for', () => {
  const used = usedOf(join(clientsDir, 'remotes'), 'zod/mini', 'z');
  const [, listed = ''] = /export \{([^}]*)\}/.exec(readFileSync(find('zod/mini')?.file ?? '', 'utf8')) ?? [];
  const offered = listed.split(',').map((name) => name.trim());
  expect(used.size).toBeGreaterThan(1);
  expect([...used].filter((name) => !offered.includes(name))).toEqual([]);
});

it.each(['react-router', '@apollo/client', '@apollo/client/react'])(
  'has of %s whatever a remote asks for',
  (request) => {
    const asked = importedBy(join(clientsDir, 'remotes'), request);
    const [, listed = ''] = /export \{([^}]*)\}/.exec(readFileSync(find(request)?.file ?? '', 'utf8')) ?? [];
    const offered = listed.split(',').map((name) => name.trim());
    expect(asked.size).toBeGreaterThan(1);
    expect([...asked].filter((name) => !offered.includes(name))).toEqual([]);
  },
);

it('finds every module that a shared package exports, and none of its tests', () => {
  const modules = exportedModules().map(({ request }) => request);
  expect(modules).toEqual(
    expect.arrayContaining(['@payloom/session/session', '@payloom/ui-kit/button', '@payloom/ui-kit/cn']),
  );
  expect(modules.filter((each) => /test|rspack|\.css|\*/.test(each))).toEqual([]);
});
