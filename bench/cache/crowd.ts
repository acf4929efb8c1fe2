import { setTimeout as delay } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { cpuSecondsOf } from '../processes/process-usage.ts';
import { percentile } from '../percentile.ts';
import { commitSchema, readQuery, renameMutation, type Commit } from './graph.ts';
import type { Stage, StartedGateways } from './stage.ts';

export const readersCount = 1_000;
export const writersCount = 10;
const peopleOfPage = 5;
const thinkMs = 2_000;
const writeEveryMs = 200;
/** Gateways hear events, and have what they keep, by then. */
const warmUpMs = 5_000;
const measuredMs = 20_000;

const readSchema = z.object({
  data: z.object({ people: z.array(z.object({ id: z.string(), version: z.int() })) }),
});
const renameSchema = z.object({ data: z.object({ rename: z.int() }) });

/** One person as one reader saw them. */
interface Sight {
  readonly id: string;
  readonly version: number;
  readonly askedAtMs: number;
}

/** What came of one round. */
export interface Round {
  readonly reads: number;
  readonly sights: number;
  /** How long what was seen had been replaced when it was asked for, of all that had been, in ms. */
  readonly agesMs: readonly number[];
  /** Writers who did not see what they had just written. */
  readonly ownUnseen: number;
  readonly writes: number;
  readonly requestsPerRead: number;
  readonly cpuMsPerRead: number;
  readonly readMs: { readonly p50: number; readonly p99: number };
}

const systemMs = () => performance.timeOrigin + performance.now();
const pick = <Value>(values: readonly Value[]): Value | undefined =>
  values[Math.floor(Math.random() * values.length)];

async function ask<Answer>(origin: string, token: string, body: object, schema: z.ZodType<Answer>) {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  return schema.parse(await response.json());
}

/** A thousand people who look, each at one of the gateways after the other, and ten who change things. */
class Crowd {
  readonly #stage: Stage;
  readonly #origins: readonly string[];
  readonly #untilMs: number;
  sights: Sight[] = [];
  readTimesMs: number[] = [];
  ownUnseen = 0;
  writes = 0;

  constructor(stage: Stage, { origins }: StartedGateways, untilMs: number) {
    this.#stage = stage;
    this.#origins = origins;
    this.#untilMs = untilMs;
  }

  async read(): Promise<void> {
    const token = await this.#stage.issuer.sign({ userId: uuidv7() });
    await delay(Math.random() * thinkMs);
    while (performance.now() < this.#untilMs) {
      const ids = Array.from({ length: peopleOfPage }, () => pick(this.#stage.ids));
      await this.#look(token, [...new Set(ids)]);
      await delay(Math.random() * 2 * thinkMs);
    }
  }

  async write(): Promise<void> {
    const token = await this.#stage.issuer.sign({ userId: uuidv7() });
    while (performance.now() < this.#untilMs) {
      const id = pick(this.#stage.ids) ?? '';
      const [here = '', there = here] = Math.random() < 0.5 ? this.#origins : this.#origins.toReversed();
      const body = { query: renameMutation, variables: { id } };
      const { rename } = (await ask(here, token, body, renameSchema)).data;
      this.writes += 1;
      // At the other gateway, and at once: no event has come that far.
      const seen = await ask(there, token, { query: readQuery, variables: { ids: [id] } }, readSchema);
      if ((seen.data.people[0]?.version ?? -1) < rename) this.ownUnseen += 1;
      await delay(Math.random() * 2 * writeEveryMs);
    }
  }

  /** What was measured until now does not count. */
  beginAnew(): void {
    [this.sights, this.readTimesMs, this.ownUnseen, this.writes] = [[], [], 0, 0];
  }

  async #look(token: string, ids: readonly (string | undefined)[]): Promise<void> {
    const askedAtMs = systemMs();
    const body = { query: readQuery, variables: { ids } };
    const { data } = await ask(pick(this.#origins) ?? '', token, body, readSchema);
    this.readTimesMs.push(systemMs() - askedAtMs);
    for (const { id, version } of data.people) this.sights.push({ id, version, askedAtMs });
  }
}

/** How long each sight was out of date when it was asked for, of those that were. */
function agesOf(sights: readonly Sight[], commits: readonly Commit[]): number[] {
  const committedAtMs = new Map(commits.map(({ id, version, atMs }) => [`${id} ${version}`, atMs]));
  return sights
    .map(({ id, version, askedAtMs }) => askedAtMs - (committedAtMs.get(`${id} ${version + 1}`) ?? Infinity))
    .filter((ageMs) => ageMs > 0);
}

const takenSchema = z.object({ commits: z.array(commitSchema), requestsCount: z.int() });

/** Has everybody read and write at these gateways for a while. */
export async function measureCrowd(stage: Stage, gateways: StartedGateways): Promise<Round> {
  const cpuSeconds = async () => {
    const each = await Promise.all(gateways.pids.map(cpuSecondsOf));
    return each.reduce((sum, seconds) => sum + seconds, 0);
  };
  const crowd = new Crowd(stage, gateways, performance.now() + warmUpMs + measuredMs);
  const everybody = [
    ...Array.from({ length: readersCount }, () => crowd.read()),
    ...Array.from({ length: writersCount }, () => crowd.write()),
  ];
  await delay(warmUpMs);
  const before = await stage.subgraphs.ask('take', null, takenSchema);
  const cpuBefore = await cpuSeconds();
  crowd.beginAnew();
  await Promise.all(everybody);
  const { commits, requestsCount } = await stage.subgraphs.ask('take', null, takenSchema);
  const cpuMs = ((await cpuSeconds()) - cpuBefore) * 1_000;
  const sorted = crowd.readTimesMs.toSorted((one, other) => one - other);
  return {
    reads: sorted.length,
    sights: crowd.sights.length,
    agesMs: agesOf(crowd.sights, [...before.commits, ...commits]).toSorted((one, other) => one - other),
    ownUnseen: crowd.ownUnseen,
    writes: crowd.writes,
    // A write and its look are two.
    requestsPerRead: (requestsCount - 2 * crowd.writes) / sorted.length,
    cpuMsPerRead: cpuMs / (sorted.length + 2 * crowd.writes),
    readMs: { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) },
  };
}
