import { aimBelow, type Benchmark, type Report, type Row } from './benchmark.ts';
import { launch, openList, type ListPage, type Scrolled } from './rows/list-page.ts';
import { PAGE_ROWS, PART_ROWS, type Measured } from './rows/payments-answer.ts';
import { buildPages, serveSite, type Site } from './rows/site.ts';

const few = 100;
const many = 100_000;
const rounds = 7;
const roundsToWarmUp = 1;
/** A round scrolls both lists so often. */
const passesPerRound = 4;
/** A round asks for so many pages of each list; the quickest counts. */
const pagesPerRound = 2;
const ratioMax = 1.5;
const appendMsMax = 300;
const heapMegabytesMax = 128;

/** A part that the pages measured in it fill. */
const almostFull = PART_ROWS - (roundsToWarmUp + rounds) * pagesPerRound * PAGE_ROWS;

/** The list as it is looked at: short, full at once, and full with nearly 100,000 rows gone through before. */
interface Lists {
  readonly short: ListPage;
  readonly first: ListPage;
  readonly last: ListPage;
}

interface Round {
  busy: number;
  script: number;
  frame: number;
  elements: number;
  busyMs: number;
  fewBusyMs: number;
}

interface Appended {
  short: number;
  first: number;
  last: number;
}

interface Heap {
  first: number;
  last: number;
}

/** What it takes when nothing else keeps the machine busy: of each figure the least. */
function quietOf(all: readonly Scrolled[]): Scrolled {
  const least = (of: keyof Scrolled): number => Math.min(...all.map((each) => each[of]));
  return { busyMs: least('busyMs'), scriptMs: least('scriptMs'), frameMs: least('frameMs') };
}

/** Both in turn, so that what else the machine does falls on both. */
async function measureRound({ short, last }: Lists): Promise<Round> {
  const [ones, others]: [Scrolled[], Scrolled[]] = [[], []];
  for (let pass = 0; pass < passesPerRound; pass += 1) {
    ones.push(await short.scroll());
    others.push(await last.scroll());
  }
  const [one, other] = [quietOf(ones), quietOf(others)];
  return {
    busy: other.busyMs / one.busyMs,
    script: other.scriptMs / one.scriptMs,
    frame: other.frameMs / one.frameMs,
    elements: (await last.countElements()) / (await short.countElements()),
    busyMs: other.busyMs,
    fewBusyMs: one.busyMs,
  };
}

/** The next pages of each in turn. */
async function measureAppend({ short, first, last }: Lists): Promise<Appended> {
  const took: Appended[] = [];
  for (let page = 0; page < pagesPerRound; page += 1)
    took.push({ short: await short.loadMore(), first: await first.loadMore(), last: await last.loadMore() });
  const least = (of: keyof Appended): number => Math.min(...took.map((each) => each[of]));
  return { short: least('short'), first: least('first'), last: least('last') };
}

async function inTurn<Value>(count: number, measure: () => Promise<Value>): Promise<Value[]> {
  const values: Value[] = [];
  for (let round = 0; round < count; round += 1) values.push(await measure());
  return values;
}

const rowOf = <Measure>(
  all: readonly Measure[],
  name: string,
  unit: string,
  of: (measure: Measure) => number,
): Row => ({ name, unit, values: all.map(of) });

const ratiosOf = (scrolled: readonly Round[]): Row[] => [
  rowOf(scrolled, 'scrolling: all work of the page, a step', 'times', ({ busy }) => busy),
  rowOf(scrolled, 'scrolling: scripts (render and commit), a step', 'times', ({ script }) => script),
  rowOf(scrolled, 'scrolling: from a step to its frame', 'times', ({ frame }) => frame),
  rowOf(scrolled, 'elements in the page', 'times', ({ elements }) => elements),
];

const timesOf = (scrolled: readonly Round[], appended: readonly Appended[]): Row[] => [
  rowOf(scrolled, `scrolling ${few} rows: all work of the page, a step`, 'ms', (each) => each.fewBusyMs),
  rowOf(scrolled, `scrolling ${PART_ROWS} rows: all work of the page, a step`, 'ms', (each) => each.busyMs),
  rowOf(appended, `the next page of ${PAGE_ROWS} behind ${few} rows`, 'ms', ({ short }) => short),
  rowOf(appended, 'the next page of a list that is almost full, none before it', 'ms', ({ first }) => first),
];

function reportOf(scrolled: readonly Round[], appended: readonly Appended[], heap: Heap): Report {
  const before = `with ${many - PART_ROWS} rows before it`;
  const ratios = ratiosOf(scrolled);
  const append = rowOf(
    appended,
    `the next page of a list that is almost full, ${before}`,
    'ms',
    ({ last }) => last,
  );
  const megabytes = rowOf(
    [heap],
    `all of the page's objects with a full list, ${before}`,
    'MB',
    ({ last }) => last,
  );
  const heapRatio = rowOf(
    [heap],
    'the same, to a full list with none before it',
    'times',
    ({ first, last }) => last / first,
  );
  const aims = [
    ...ratios.map((each) => aimBelow(each, ratioMax)),
    aimBelow(append, appendMsMax),
    aimBelow(megabytes, heapMegabytesMax),
    aimBelow(heapRatio, ratioMax),
  ];
  return { rows: [...ratios, ...timesOf(scrolled, appended), append, megabytes, heapRatio], aims };
}

/** From part to part, as far as the last of the 100,000 rows. */
async function goThrough(list: ListPage, say: (line: string) => void): Promise<void> {
  for (let before = 0; before < many - PART_ROWS; before += PART_ROWS) await list.goOn();
  say(`${many - PART_ROWS} rows were gone through`);
}

async function measure(lists: Lists, say: (line: string) => void): Promise<Report> {
  await goThrough(lists.last, say);
  await inTurn(roundsToWarmUp, () => measureAppend(lists));
  const appended = await inTurn(rounds, async () => {
    const each = await measureAppend(lists);
    say(`the next page: ${each.short.toFixed(0)}, ${each.first.toFixed(0)}, ${each.last.toFixed(0)} ms`);
    return each;
  });
  const heap = { first: await lists.first.heapMegabytes(), last: await lists.last.heapMegabytes() };
  say(`${heap.first.toFixed(0)} and ${heap.last.toFixed(0)} MB`);
  await inTurn(roundsToWarmUp, () => measureRound(lists));
  const scrolled = await inTurn(rounds, async () => {
    const { busy, script, frame, ...round } = await measureRound(lists);
    say(`work ${busy.toFixed(2)}, scripts ${script.toFixed(2)}, frame ${frame.toFixed(2)} times`);
    return { busy, script, frame, ...round };
  });
  return reportOf(scrolled, appended, heap);
}

const benchmark: Benchmark = {
  title: `A list of ${many.toLocaleString('en')} payments in Chromium, ${PART_ROWS.toLocaleString('en')} at once, to one of ${few}`,
  run: async (say) => {
    const pages = await buildPages();
    say('the pages are built');
    const sites: Site[] = [];
    const browser = await launch();
    const open = async (measured: Measured): Promise<ListPage> => {
      const site = await serveSite(pages.folder, measured);
      sites.push(site);
      return openList(browser, site.origin);
    };
    try {
      const short = await open({ begin: 0, count: few });
      const first = await open({ begin: 0, count: almostFull });
      const last = await open({ begin: many - PART_ROWS, count: almostFull });
      return await measure({ short, first, last }, say);
    } finally {
      await browser.close();
      for (const site of sites) await site.close();
      pages.remove();
    }
  },
};

export default benchmark;
