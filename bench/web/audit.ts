import lighthouse, { type Result } from 'lighthouse';
import { z } from 'zod';

const categories = ['performance', 'accessibility', 'best-practices'] as const;

/** What Lighthouse says of one visit to a page. */
export interface Visit {
  /** By category, of 100. */
  readonly scores: Readonly<Record<(typeof categories)[number], number>>;
  /** All JavaScript that the page asked for until it stood still, as it came over the wire. */
  readonly scriptKilobytes: number;
  /** What cost points, for whoever mends it. */
  readonly faults: readonly string[];
}

/** What Lighthouse calls the size of an answer as it came over the wire. */
const sizeKey = 'transferSize';
const requestsSchema = z.object({
  items: z.array(z.object({ resourceType: z.string().optional(), [sizeKey]: z.number().default(0) })),
});

function faultsOf({ audits, categories: judged }: Result): string[] {
  const weighed = Object.values(judged).flatMap(({ auditRefs }) =>
    auditRefs.filter(({ weight }) => weight > 0),
  );
  return weighed.flatMap(({ id }) => {
    const { score = null, title = id, displayValue = '' } = audits[id] ?? {};
    return score !== null && score < 0.9 ? [`${title} ${displayValue}`.trim()] : [];
  });
}

const triesMax = 5;

/** What Lighthouse found, and why it is of no use: a busy browser may not record the beginning, or not answer at all. */
async function lookOnce(url: string, port: number): Promise<{ found?: Result; why: string }> {
  try {
    const answer = await lighthouse(url, {
      port,
      onlyCategories: [...categories],
      // As somebody who comes for the first time, but stays signed in: nothing that an earlier visit has kept.
      clearStorageTypes: ['cache_storage', 'service_workers', 'shader_cache', 'file_systems'],
      logLevel: 'error',
    });
    const why = answer?.lhr.runtimeError?.message;
    if (!answer || why !== undefined) return { why: why ?? 'no answer' };
    const shown = new URL(answer.lhr.finalDisplayedUrl).pathname;
    return shown === new URL(url).pathname ? { found: answer.lhr, why: '' } : { why: `${shown} was shown` };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}

async function look(url: string, port: number, again: (why: string) => Promise<void>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    const { found, why } = await lookOnce(url, port);
    if (found) return found;
    if (tries === triesMax) throw new Error(`${url}: ${why}`);
    await again(why);
  }
}

/**
 * Visits a page as a phone of the middle class does over a slow mobile network: Lighthouse's own default. `again` makes ready for
 * another try and hears why there is one.
 */
export async function visit(
  url: string,
  port: number,
  again: (why: string) => Promise<void>,
): Promise<Visit> {
  const lhr = await look(url, port, again);
  const scoreOf = (name: (typeof categories)[number]) => Math.round((lhr.categories[name]?.score ?? 0) * 100);
  const requests = requestsSchema.parse(lhr.audits['network-requests']?.details);
  const scripts = requests.items.filter(({ resourceType }) => resourceType === 'Script');
  return {
    scores: {
      performance: scoreOf('performance'),
      accessibility: scoreOf('accessibility'),
      'best-practices': scoreOf('best-practices'),
    },
    scriptKilobytes: scripts.reduce((total, script) => total + script[sizeKey], 0) / 1_000,
    faults: faultsOf(lhr),
  };
}
