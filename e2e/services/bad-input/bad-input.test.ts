import { mkdtemp, rm } from 'node:fs/promises';
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOwnPostgres } from '@payloom/testkit/own-postgres';
import { startEmbeddedServices, subgraphNames, type EmbeddedServices } from '../embedded-services.ts';
import { badValuesAt, type BadValue } from './bad-values.ts';
import { changedTables, Tables } from './digest.ts';
import { judge, type Judged } from './judge.ts';
import { mutationsOf, readApi, type Mutation, type Place } from './mutations.ts';
import { makePeople, type People } from './people.ts';
import { plausibleArguments, withValueAt, type Arguments, type PlausibleIds } from './plausible.ts';

const testTimeMaxMs = 240_000;
const api = readApi();
const mutations = mutationsOf(api).map((mutation): [string, Mutation] => [mutation.name, mutation]);
/** What may be done by somebody who is not signed in. */
const forAnybody = new Set([
  ...['register', 'signIn', 'completeSignIn', 'refreshSession', 'signOut'],
  ...['beginPasskeySignIn', 'signInWithPasskey'],
  ...['verifyEmail', 'requestPasswordReset', 'resetPassword'],
]);

let services: EmbeddedServices;
let people: People;
let tables: Tables;
const running = new AsyncDisposableStack();

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'payloom-bad-input-'));
  running.defer(() => rm(folder, { recursive: true, force: true }));
  const signingKeyPath = join(folder, 'signing-key.pem');
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(signingKeyPath, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  const postgres = running.adopt(await startOwnPostgres(), (server) => server.stop());
  services = await startEmbeddedServices('all', { databaseUrl: postgres.url, signingKeyPath }, running);
  people = await makePeople(new URL(services.graphUrl).origin, services.databaseUrl('auth'));
  tables = running.adopt(
    new Tables(Object.fromEntries(subgraphNames.map((name) => [name, services.databaseUrl(name)]))),
    (open) => open.close(),
  );
}, testTimeMaxMs);
afterAll(() => running.disposeAsync(), testTimeMaxMs);

/** Sends a mutation as somebody; nobody when there is no token. */
async function send(
  { document }: Mutation,
  args: Arguments,
  token: string | undefined,
  bad: unknown,
): Promise<Judged> {
  const response = await fetch(services.graphUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query: document, variables: args }),
  });
  return judge(await response.text(), bad);
}

interface Try {
  readonly place: Place;
  readonly bad: BadValue;
}

const triesOf = ({ places }: Mutation): Try[] =>
  places.flatMap((place) => badValuesAt(place).map((bad) => ({ place, bad })));

interface Tried {
  /** What was wrong with answers. */
  readonly faults: string[];
  /** Every answer, to tell by which a change was made. */
  readonly answers: string[];
}

function note(tried: Tried, what: string, { outcome, fault }: Judged): void {
  tried.answers.push(`${what}: ${outcome}`);
  if (fault !== undefined) tried.faults.push(`${what}: ${outcome}: ${fault}`);
}

const plausible = (id: string): PlausibleIds => ({ id, payeeEmail: people.vendor.email });

/** Tries them all, as a customer and as an administrator. */
async function tryAll(mutation: Mutation, tries: readonly Try[]): Promise<Tried> {
  const tried: Tried = { faults: [], answers: [] };
  const ids = plausible(people.somebodyId);
  for (const [who, { token }] of [
    ['a customer', people.customer],
    ['an administrator', people.administrator],
  ] as const) {
    for (const { place, bad } of tries) {
      const args = withValueAt(plausibleArguments(api, mutation, ids), place.path, bad.value);
      const what = `${place.path.join('.')}: ${bad.name}, as ${who}`;
      note(tried, what, await send(mutation, args, token, bad.value));
    }
  }
  return tried;
}

/** The mutation as a stranger would do it to each thing of the owner's. */
async function tryAsStrangers(mutation: Mutation, idPlaces: readonly Place[]): Promise<Tried> {
  const { customer, vendor, ownersIds } = people;
  const strangers = [
    ['a customer', customer.token],
    ['a vendor', vendor.token],
    ['nobody', undefined],
  ] as const;
  const tried: Tried = { faults: [], answers: [] };
  for (const [who, token] of strangers) {
    for (const id of ownersIds) {
      const args = idPlaces.reduce(
        (all, { path, isList }) => withValueAt(all, path, isList ? [id] : id),
        plausibleArguments(api, mutation, plausible(id)),
      );
      note(tried, `${id}, as ${who}`, await send(mutation, args, token, id));
    }
  }
  return tried;
}

/** Tries when nothing moves: every answer is a good one, and nothing in any database is another after it. */
async function expectNoChangeBy(work: () => Promise<Tried>): Promise<void> {
  await tables.forgetTries();
  const before = await tables.settled();
  const { faults, answers } = await work();
  expect(faults).toEqual([]);
  const changed = changedTables(before, await tables.settled());
  expect({ changed, answers }).toEqual({ changed: [], answers });
}

const withPlaces = mutations.filter(([, { places }]) => places.length > 0);
const withIds = mutations.filter(([, { places }]) => places.some(({ type }) => type.name === 'ID'));

describe('what cannot be right is refused with a typed answer, and changes nothing', () => {
  it.each(withPlaces)(
    '%s',
    async (_name, mutation) => {
      const hopeless = triesOf(mutation).filter(({ bad }) => bad.taken === 'never');
      await expectNoChangeBy(() => tryAll(mutation, hopeless));
    },
    testTimeMaxMs,
  );
});

describe('what is somebody else’s is out of reach, and nothing changes', () => {
  it.each(withIds)(
    '%s',
    async (_name, mutation) => {
      const idPlaces = mutation.places.filter(({ type }) => type.name === 'ID');
      await expectNoChangeBy(() => tryAsStrangers(mutation, idPlaces));
    },
    testTimeMaxMs,
  );
});

describe('nobody who is signed out does anything that asks for a session', () => {
  it.each(mutations.filter(([name]) => !forAnybody.has(name)))(
    '%s',
    async (_name, mutation) => {
      await expectNoChangeBy(async () => {
        const args = plausibleArguments(api, mutation, plausible(people.somebodyId));
        expect(await send(mutation, args, undefined, undefined)).toEqual({ outcome: 'UNAUTHENTICATED' });
        return { faults: [], answers: [] };
      });
    },
    testTimeMaxMs,
  );
});

// Last: what is taken changes something, as it may.
describe('strange text is taken as text, or refused with a typed answer', () => {
  it.each(withPlaces)(
    '%s',
    async (_name, mutation) => {
      await tables.forgetTries();
      const strange = triesOf(mutation).filter(({ bad }) => bad.taken === 'perhaps');
      expect((await tryAll(mutation, strange)).faults).toEqual([]);
    },
    testTimeMaxMs,
  );

  it('and no table is gone', async () => {
    const before = Object.keys(await tables.digest());
    expect(before).toEqual(expect.arrayContaining(['admin.users', 'auth.users', 'payments.payment']));
  });
});
