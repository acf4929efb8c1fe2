/** Of every remote the version that pages load now. */
const CACHE = 'payloom-releases';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

interface File {
  readonly url: string;
  readonly integrity: string;
}

/** Answers a file from the cache, or fetches and keeps it; only ever the very bytes that were released. */
async function keep(cache: Cache, { url, integrity }: File): Promise<Response> {
  const kept = await cache.match(url);
  if (kept) return kept;
  const response = await fetch(url, { integrity, credentials: 'omit' });
  if (!response.ok) throw new Error(`${url} was answered with ${response.status}`);
  await cache.put(url, response.clone());
  return response;
}

/** Keeps what a release consists of. Returns the addresses. */
async function keepRelease(cache: Cache, remote: Fields, assetsAt: string): Promise<string[]> {
  const folder = textOf(remote['entry'])
    .replace(/^\//, '')
    .replace(/[^/]*$/, '');
  const description = {
    url: new URL(`${folder}release.json`, self.location.origin).href,
    integrity: textOf(fieldsOf(remote['integrity'])['release.json']),
  };
  const release = fieldsOf(await (await keep(cache, description)).json());
  const files = Object.entries(fieldsOf(release['files'])).map(([path, integrity]) => ({
    url: new URL(folder + path, assetsAt).href,
    integrity: textOf(integrity),
  }));
  // One after the other: the page that is being looked at comes first, and so do a server's limits.
  for (const file of files) await keep(cache, file);
  return [description, ...files].map(({ url }) => url);
}

let keeping: Promise<void> = Promise.resolve();

async function keepAll(list: unknown, assetsAt: string): Promise<void> {
  const cache = await caches.open(CACHE);
  const wanted = new Set<string>();
  for (const remote of listOf(fieldsOf(list)['remotes']))
    for (const url of await keepRelease(cache, fieldsOf(remote), assetsAt)) wanted.add(url);
  // What an open tab may still want of another version the server has.
  for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
}

/**
 * Keeps each remote at the version that a list names, whenever that was released: a remote is deployed and rolled back
 * alone, and no list that was made with the worker could know.
 */
export function keepReleases(list: unknown, assetsAt: string): Promise<void> {
  // What could not be had now is tried again with the next list, which is asked for with each page.
  keeping = keeping.then(() => keepAll(list, assetsAt)).catch(() => undefined);
  return keeping;
}
