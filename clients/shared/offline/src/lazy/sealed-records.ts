import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { KeptRecord, Owner, Wiped } from '../vault.ts';
import { makeKey, seal, unseal, type Sealed } from './seal.ts';

/** Longer than that without a word of the server, nobody is shown what was kept. */
const UNSEEN_DAYS_MAX = 7;
const DAY_MS = 86_400_000;

interface KeptKey {
  readonly id: string;
  readonly ownerId: string;
  readonly role: string;
  readonly key: CryptoKey;
  /** When the server last said that the owner is signed in. */
  readonly seenAtMs: number;
  /** Of the record that was kept last: the next one comes behind it, also within one millisecond. */
  readonly lastOrder?: number;
}

interface Schema extends DBSchema {
  keys: { key: string; value: KeptKey };
  records: { key: string; value: Sealed & { readonly order: number } };
}

/** Who asks: only the owner of the marked key gets an answer. */
export interface Asker {
  readonly mark: string;
  readonly ownerId: string;
}

const CURRENT = 'current';
let opened: Promise<IDBPDatabase<Schema>> | undefined;

function open(): Promise<IDBPDatabase<Schema>> {
  const closed = (): void => void (opened = undefined);
  opened ??= openDB<Schema>('payloom-offline', 1, {
    upgrade: (db) => {
      db.createObjectStore('keys');
      db.createObjectStore('records');
    },
    blocking: (_current, _blocked, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
      closed();
    },
    terminated: closed,
  });
  opened.catch(closed);
  return opened;
}

/** Makes the records the owner's; what is of another one, or of another key than the marked, is wiped in the same step. */
export async function claimRecords(
  owner: Owner,
  mark: string | null,
): Promise<{ keyId: string; wiped: Wiped }> {
  const db = await open();
  // A transaction waits for nothing but itself: the key that may be needed is made before.
  const fresh = await makeKey();
  const tx = db.transaction(['keys', 'records'], 'readwrite');
  const keys = tx.objectStore('keys');
  const current = await keys.get(CURRENT);
  const isTheirs = current?.id === mark && current?.ownerId === owner.id && current.role === owner.role;
  const seenAtMs = Date.now();
  const next: KeptKey = isTheirs
    ? { ...current, seenAtMs }
    : { id: crypto.randomUUID(), ownerId: owner.id, role: owner.role, key: fresh, seenAtMs };
  const names = isTheirs ? [] : await tx.objectStore('records').getAllKeys();
  if (!isTheirs) await tx.objectStore('records').clear();
  await keys.put(next, CURRENT);
  await tx.done;
  return { keyId: next.id, wiped: { ownerId: isTheirs ? undefined : current?.ownerId, names } };
}

/** Whose the marked key is, unless the server was not seen for too long. */
export async function ownerOf(mark: string): Promise<string | undefined> {
  const current = await (await open()).get('keys', CURRENT);
  if (current?.id !== mark) return undefined;
  const unseenMs = Date.now() - current.seenAtMs;
  // A clock that was set back would make it last for ever.
  return unseenMs > UNSEEN_DAYS_MAX * DAY_MS || unseenMs < -DAY_MS ? undefined : current.ownerId;
}

async function keyOf({ mark, ownerId }: Asker): Promise<KeptKey | undefined> {
  const current = await (await open()).get('keys', CURRENT);
  return current?.id === mark && current.ownerId === ownerId ? current : undefined;
}

const labelOf = (key: KeptKey, name: string): string => `${key.id} ${key.ownerId} ${name}`;

/** What was kept under the name. */
export async function readRecord(asker: Asker, name: string): Promise<unknown> {
  const key = await keyOf(asker);
  const sealed = key && (await (await open()).get('records', name));
  return sealed && unseal(key.key, labelOf(key, name), sealed);
}

const beginningWith = (prefix: string): IDBKeyRange => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

/** All whose names begin like this, in the order they were first kept. */
export async function listRecords(asker: Asker, prefix: string): Promise<readonly KeptRecord[]> {
  const key = await keyOf(asker);
  if (!key) return [];
  const tx = (await open()).transaction('records');
  const [names, sealed] = await Promise.all([
    tx.store.getAllKeys(beginningWith(prefix)),
    tx.store.getAll(beginningWith(prefix)),
  ]);
  const found = names.flatMap((name, index) => {
    const record = sealed[index];
    return record ? [{ name, record }] : [];
  });
  found.sort((one, other) => one.record.order - other.record.order);
  return Promise.all(
    found.map(async ({ name, record }) => ({
      name,
      value: await unseal(key.key, labelOf(key, name), record),
    })),
  );
}

/** How many names begin like this. */
export async function countRecords(prefix: string): Promise<number> {
  return (await open()).count('records', beginningWith(prefix));
}

/** Keeps a record. False where its owner was another one by the time it was sealed. */
export async function writeRecord(asker: Asker, name: string, value: unknown): Promise<boolean> {
  const key = await keyOf(asker);
  if (!key) return false;
  const sealed = await seal(key.key, labelOf(key, name), value);
  const tx = (await open()).transaction(['keys', 'records'], 'readwrite');
  const keys = tx.objectStore('keys');
  const current = await keys.get(CURRENT);
  if (current?.id === key.id) {
    const store = tx.objectStore('records');
    const known = (await store.get(name))?.order;
    // A clock tells no two moments of a millisecond apart, and may be set back.
    const order = known ?? Math.max(Date.now(), (current.lastOrder ?? 0) + 1);
    if (known === undefined) await keys.put({ ...current, lastOrder: order }, CURRENT);
    await store.put({ ...sealed, order }, name);
  }
  await tx.done;
  return current?.id === key.id;
}

/** Takes a record away, for good. */
export async function removeRecord(asker: Asker, name: string): Promise<void> {
  if (await keyOf(asker)) await (await open()).delete('records', name);
}

/** Leaves nothing: the key goes with what it sealed. Resolves with what there was. */
export async function wipeRecords(): Promise<Wiped> {
  const tx = (await open()).transaction(['keys', 'records'], 'readwrite');
  const records = tx.objectStore('records');
  const keys = tx.objectStore('keys');
  const [current, names] = await Promise.all([
    keys.get(CURRENT),
    records.getAllKeys(),
    records.clear(),
    keys.clear(),
  ]);
  await tx.done;
  return { ownerId: current?.ownerId, names };
}
