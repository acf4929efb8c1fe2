import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { openGraph, viewerWith, type OpenGraph, type PlainResult } from '../testing/open-graph.ts';
import { startVault, type Vault } from '../testing/vault.ts';

let vault: Vault;
let open: OpenGraph;

beforeAll(async () => {
  vault = await startVault();
  open = openGraph(vault.supergraphSdl);
});
afterAll(async () => {
  await open.close();
  await vault.stop();
});
beforeEach(() => void (vault.subgraph.seen.length = 0));

const told = ({ errors = [] }: PlainResult) =>
  errors.map(({ path, extensions }) => `${path?.join('.')} ${String(extensions?.code)}`);

const nobody = null;
const anybody = viewerWith();

describe('a guarded field', () => {
  it.each<[string, Viewer | null, string | null]>([
    ['signedIn', nobody, 'UNAUTHENTICATED'],
    ['signedIn', anybody, null],
    ['read', nobody, 'UNAUTHENTICATED'],
    ['read', anybody, 'FORBIDDEN'],
    ['read', viewerWith('list', 'write'), 'FORBIDDEN'],
    ['read', viewerWith('read'), null],
    ['either', viewerWith('read'), 'FORBIDDEN'],
    ['either', viewerWith('list'), 'FORBIDDEN'],
    ['either', viewerWith('read', 'list'), null],
    ['either', viewerWith('admin'), null],
    ['mood', nobody, 'UNAUTHENTICATED'],
    ['mood', anybody, null],
    ['stamp', anybody, 'FORBIDDEN'],
    ['stamp', viewerWith('admin'), null],
  ])('%s, case %#: is answered or denied by what the viewer brings', async (field, viewer, code) => {
    const result = await open.run(`{ open answer: ${field} }`, { viewer });
    expect(told(result)).toEqual(code === null ? [] : [`answer ${code}`]);
    expect(result.data).toEqual({ open: 'yes', answer: code === null ? expect.any(String) : null });
    expect(vault.asked().includes(field)).toBe(code === null);
  });

  it('is denied at each place it stands, with the path of that place', async () => {
    const result = await open.run('{ doors { name secret: key next { key } } }', { viewer: anybody });
    expect(told(result).sort()).toEqual(
      ['doors.0.next.key', 'doors.0.secret', 'doors.2.next.key', 'doors.2.secret'].map(
        (path) => `${path} FORBIDDEN`,
      ),
    );
    expect(result.data?.doors).toEqual([
      { name: 'front', secret: null, next: { key: null } },
      null,
      { name: 'front', secret: null, next: { key: null } },
    ]);
    expect(vault.asked()).not.toContain('key');
  });

  it('that must not be null takes its parent with it', async () => {
    const result = await open.run('{ maybeDoor { name code } open }');
    expect(result.data).toEqual({ maybeDoor: null, open: 'yes' });
    expect(told(result)).toEqual(['maybeDoor.code UNAUTHENTICATED']);
  });

  it('that is all that was asked for is denied where it would have stood', async () => {
    const result = await open.run('{ maybeDoor { key } doors { next { key } } }', { viewer: anybody });
    expect(told(result)).toEqual([
      'maybeDoor.key FORBIDDEN',
      'doors.0.next.key FORBIDDEN',
      'doors.2.next.key FORBIDDEN',
    ]);
    expect(vault.asked()).not.toContain('key');
  });

  it('is denied within fragments, named, nested and inline', async () => {
    const query = `
      query { maybeDoor { ...A ... on Door { k: key } } }
      fragment A on Door { name next { ...B } }
      fragment B on Door { ... @include(if: true) { key } }`;
    const result = await open.run(query, { viewer: anybody });
    expect(result.data).toEqual({ maybeDoor: { name: 'front', next: { key: null }, k: null } });
    expect(told(result).sort()).toEqual(['maybeDoor.k FORBIDDEN', 'maybeDoor.next.key FORBIDDEN']);
    expect(vault.asked()).not.toContain('key');
  });

  it('costs nothing and is no error where it is skipped', async () => {
    const result = await open.run('query ($no: Boolean!) { open read @include(if: $no) }', {
      variables: { no: false },
    });
    expect(result).toEqual({ data: { open: 'yes' } });
  });

  it('when nothing else is asked for is denied without any fetch', async () => {
    const result = await open.run('{ read signedIn }');
    expect(result.data).toEqual({ read: null, signedIn: null });
    expect(told(result)).toEqual(['read UNAUTHENTICATED', 'signedIn UNAUTHENTICATED']);
    expect(vault.subgraph.seen).toHaveLength(0);
  });

  it('may have variables of its own', async () => {
    const query = 'mutation ($name: String!) { knock openDoor(name: $name) { name } }';
    const result = await open.run(query, { viewer: anybody, variables: { name: 'front' } });
    expect(result.data).toEqual({ knock: 'knocked', openDoor: null });
  });
});

describe('a guarded type', () => {
  it('guards the fields that return it and its own', async () => {
    expect(told(await open.run('{ safe { size } }'))).toEqual(['safe UNAUTHENTICATED']);
    const result = await open.run('{ safe { size inside } }', { viewer: anybody });
    expect(result.data).toEqual({ safe: { size: 3, inside: null } });
    expect(told(result)).toEqual(['safe.inside FORBIDDEN']);
  });

  it('guards its fields in a union', async () => {
    const query = '{ finds { __typename ... on Cup { name } ... on Safe { size } } }';
    const result = await open.run(query);
    expect(result.data?.finds).toEqual([
      { __typename: 'Cup', name: 'cup' },
      { __typename: 'Safe', size: null },
    ]);
    expect(told(result)).toEqual(['finds.1.size UNAUTHENTICATED']);
    expect(vault.asked()).not.toContain('size');
  });
});

describe('a field of an interface', () => {
  it('that one of the types behind it guards is denied for all of them', async () => {
    const result = await open.run('{ things { id name } }', { viewer: anybody });
    expect(result.data?.things).toEqual([
      { id: 'c', name: null },
      { id: 'r', name: null },
    ]);
    expect(told(result)).toEqual(['things.0.name FORBIDDEN', 'things.1.name FORBIDDEN']);
    expect(vault.asked()).not.toMatch(/\bname\b/);
  });

  it('is answered on the types that do not guard it', async () => {
    const query = '{ things { id name ... on Cup { name } ... on Ring { name } } }';
    const result = await open.run(query, { viewer: anybody });
    expect(result.data?.things).toEqual([
      { id: 'c', name: 'cup' },
      { id: 'r', name: null },
    ]);
    expect(told(result)).toEqual(['things.1.name FORBIDDEN']);
  });

  it('is answered to who may see it on all of them', async () => {
    const result = await open.run('{ things { name } }', { viewer: viewerWith('read') });
    expect(result).toEqual({ data: { things: [{ name: 'cup' }, { name: 'ring' }] } });
  });
});

describe('a policy', () => {
  const as = (role: Viewer['role'], emailVerified: boolean, ...scopes: string[]): Viewer => ({
    ...viewerWith(...scopes),
    role,
    emailVerified,
  });

  it.each<[string, Viewer | null, string | null]>([
    ['reachable', nobody, 'UNAUTHENTICATED'],
    ['reachable', as('CUSTOMER', false), 'FORBIDDEN'],
    ['reachable', as('CUSTOMER', true), null],
    ['trade', as('VENDOR', false), 'FORBIDDEN'],
    ['trade', as('CUSTOMER', true), 'FORBIDDEN'],
    ['trade', as('VENDOR', true), null],
    ['trade', as('ADMIN', false), null],
    ['both', as('VENDOR', true), 'FORBIDDEN'],
    ['both', as('CUSTOMER', true, 'read'), 'FORBIDDEN'],
    ['both', as('VENDOR', true, 'read'), null],
  ])('of %s, case %#: lets through or denies by who the viewer is', async (field, viewer, code) => {
    const result = await open.run(`{ open answer: ${field} }`, { viewer });
    expect(told(result)).toEqual(code === null ? [] : [`answer ${code}`]);
    expect(vault.asked().includes(field)).toBe(code === null);
  });

  it('on a type guards what returns it, behind aliases and fragments', async () => {
    const query = '{ a: till { s: sum } ...B } fragment B on Query { ... on Query { till { sum } } }';
    expect(told(await open.run(query, { viewer: as('CUSTOMER', true) })).sort()).toEqual([
      'a FORBIDDEN',
      'till FORBIDDEN',
    ]);
    expect(vault.subgraph.seen).toHaveLength(0);
    const { data } = await open.run(query, { viewer: as('VENDOR', true) });
    expect(data).toEqual({ a: { s: 7 }, till: { sum: 7 } });
  });

  it('on a type behind an interface guards the field of the interface', async () => {
    const query = '{ seals { id mark } }';
    const { data } = await open.run(query, { viewer: as('CUSTOMER', true) });
    expect(data).toEqual({
      seals: [
        { id: 'l', mark: null },
        { id: 'p', mark: null },
      ],
    });
    expect((await open.run(query, { viewer: as('VENDOR', true) })).errors).toBeUndefined();
  });

  it('that nobody knows keeps a supergraph from being served', () => {
    const sdl = vault.supergraphSdl.replaceAll('"email-verified"', '"friend-of-ours"');
    expect(() => openGraph(sdl)).toThrow('it asks for the policy friend-of-ours, which nobody knows');
  });
});

describe('a guarded mutation', () => {
  it('does not run, while the others of the operation do', async () => {
    const result = await open.run('mutation { leave knock openDoor(name: "x") { name } }', {
      viewer: anybody,
    });
    expect(result.data).toEqual({ leave: true, knock: 'knocked', openDoor: null });
    expect(told(result)).toEqual(['openDoor FORBIDDEN']);
    expect(vault.asked()).not.toContain('openDoor');
  });

  it('runs nothing at all when it is alone', async () => {
    const result = await open.run('mutation { openDoor(name: "x") { name } }');
    expect(told(result)).toEqual(['openDoor UNAUTHENTICATED']);
    expect(vault.subgraph.seen).toHaveLength(0);
  });
});

describe('plans', () => {
  it('are made once for viewers of one kind and anew for another', async () => {
    const query = '{ open read either }';
    const planned = async () => (await open.metrics.planSeconds.get()).values.at(-1)?.value;
    const before = Number(await planned());
    for (const viewer of [
      nobody,
      nobody,
      viewerWith('read'),
      viewerWith('read', 'other'),
      viewerWith('admin'),
    ]) {
      await open.run(query, { viewer });
    }
    expect(Number(await planned()) - before).toBe(3);
  });
});
