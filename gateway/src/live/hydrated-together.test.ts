import { TracerProvider, type ReadableSpan } from '@opentelemetry/sdk-trace';
import { eventually } from '@payloom/testkit/eventually';
import { setTracing } from '@payloom/telemetry/spans';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import type { JsonObject } from '../executor/json.ts';
import { callerWith, loanOf, startDesk, type DeskFixture } from '../testing/desk.ts';
import { answerWith, faults, type Fault, type HttpSubgraph } from '../testing/http-subgraph.ts';
import { plain } from '../testing/open-graph.ts';
import type { LiveSubscription } from './live-subscription.ts';

const [one, other] = ['0199aa00-0000-7000-8000-0000000000b1', '0199aa00-0000-7000-8000-0000000000b2'];
const callers = [one, other].map((userId) => callerWith({ userId, sessionId: `of ${userId}` }));
const loans = [
  { bookId: 'b1', readerId: 'u1' },
  { bookId: 'b2', readerId: 'u2' },
];

const alike = 'subscription { loanChanged { book { title place } reader { name } } }';
const place = 'subscription { loanChanged { book { place } } }';

let desk: DeskFixture;
let running: LiveSubscription[];

beforeAll(async () => void (desk = await startDesk()));
afterAll(() => desk.stop());
beforeEach(() => {
  running = [];
  desk.library.reset();
  desk.desk.seen.length = 0;
  desk.desk.fault = null;
});
afterEach(async () => {
  for (const each of running) await each.return();
});

type Claims = Partial<Viewer> & { userId: string; isExpired?: boolean };

/** Tells each of a loan of their own, all at the same time. Resolves with the update of each. */
async function updatesOf(query: string, each: readonly (readonly [Claims, JsonObject?])[]) {
  const started = await Promise.all(
    each.map(([claims, variables]) => desk.subscribe(query, callerWith(claims), variables)),
  );
  running.push(...started);
  const next = started.map((subscription) => subscription.next());
  await desk.store.append(
    each.map(([{ userId }], index) => loanOf(loans[index % 2] ?? { bookId: '', readerId: '' }, userId)),
  );
  return (await Promise.all(next)).map(({ value }) => plain(value ?? {}));
}

const both = [[{ userId: one }], [{ userId: other }]] as const;

const countsOf = ({ seen }: HttpSubgraph): unknown[] =>
  seen.map(({ variables: { representations } }) => Array.isArray(representations) && representations.length);

/** Does something else where it is asked for several at once. */
function whenTogether(fault: Fault): void {
  desk.desk.fault = async (response, answer) => {
    if (Number(countsOf(desk.desk).at(-1)) > 1) return fault(response, answer);
    response.setHeader('content-type', 'application/json').end(await answer());
  };
}

const places = ['Shelf b1', 'Shelf b2'].map((shelf) => ({
  data: { loanChanged: { book: { place: shelf } } },
}));

describe('events that come at the same time', () => {
  it('are hydrated by one request to each subgraph, and everybody has their own', async () => {
    const updates = await updatesOf(alike, both);
    expect(updates.map(({ data }) => data)).toEqual([
      { loanChanged: { book: { title: 'Loom', place: 'Shelf b1' }, reader: { name: 'Ada' } } },
      { loanChanged: { book: { title: 'Warp', place: 'Shelf b2' }, reader: { name: 'Ben' } } },
    ]);
    const { catalogue, users } = desk.library.subgraphs;
    expect([desk.desk, catalogue, users].map(countsOf)).toEqual([[2], [2], [2]]);
  });

  it('are asked for apart where it depends on who asks', async () => {
    const updates = await updatesOf('subscription { loanChanged { book { title reservedBy } } }', both);
    expect(updates.map(({ data }) => data)).toEqual([
      { loanChanged: { book: { title: 'Loom', reservedBy: `for ${one}` } } },
      { loanChanged: { book: { title: 'Warp', reservedBy: `for ${other}` } } },
    ]);
    expect([countsOf(desk.desk), countsOf(desk.library.subgraphs.catalogue)]).toEqual([[1, 1], [2]]);
  });

  it('are asked for apart for who lacks a scope that the others have, and for other variables', async () => {
    const fee = 'subscription ($currency: String) { loanChanged { book { fee(currency: $currency) } } }';
    const scopes = new Set(['fees:read']);
    const updates = await updatesOf(fee, [
      [{ userId: one, scopes }],
      [{ userId: other, scopes }, { currency: 'EUR' }],
      [{ userId: '0199aa00-0000-7000-8000-0000000000b3' }],
    ]);
    expect(updates.map(({ data }) => data)).toEqual(
      ['2 CHF', '2 EUR', null].map((amount) => ({ loanChanged: { book: { fee: amount } } })),
    );
    expect(countsOf(desk.desk)).toEqual([1, 1, 1]);
  });

  it('are no more than fifty to a request', async () => {
    const people = Array.from({ length: 60 }, (_, at) => `0199aa00-0000-7000-8000-0000000001${at + 10}`);
    const updates = await updatesOf(
      place,
      people.map((userId) => [{ userId }]),
    );
    expect(updates).toEqual(people.flatMap((_, at) => places.slice(at % 2, (at % 2) + 1)));
    expect(countsOf(desk.desk)).toEqual([50, 10]);
  });
});

describe('of events that are hydrated together', () => {
  it('each has the errors of its own entities', async () => {
    const updates = await updatesOf('subscription { loanChanged { reader { id nick } } }', both);
    expect(updates.map(({ errors }) => errors)).toEqual([
      undefined,
      [expect.objectContaining({ message: 'No nick.', path: ['loanChanged', 'reader', 'nick'] })],
    ]);
    expect(countsOf(desk.library.subgraphs.users)).toEqual([2]);
  });

  it.each<[string, Fault]>([
    ['an error that is of no entity', answerWith({ data: null, errors: [{ message: 'Too much.' }] })],
    ['fewer entities', answerWith({ data: { _entities: [null] } })],
    ['no GraphQL response', faults.notJson],
    ['nothing in time', faults.silent],
    [
      'a cookie',
      async (response, answer) => {
        const headers = { 'content-type': 'application/json', 'set-cookie': 'one=1' };
        response.writeHead(200, headers).end(await answer());
      },
    ],
  ])('each asks for itself where they are answered with %s', async (_name, fault) => {
    whenTogether(fault);
    expect(await updatesOf(place, both)).toEqual(places);
    expect(countsOf(desk.desk)).toEqual([2, 1, 1]);
  });

  it('each asks for itself where the token of the first has run out', async () => {
    const expired = { userId: one, isExpired: true };
    const mine = 'subscription { loanChanged { book { place fee } } }';
    const scopes = new Set(['fees:read']);
    const updates = await updatesOf(mine, [[{ ...expired, scopes }], [{ userId: other, scopes }]]);
    expect(updates.map(({ errors }) => errors?.[0]?.extensions?.['code'])).toEqual([
      'UNAUTHENTICATED',
      undefined,
    ]);
    expect(updates[1]?.data).toEqual({ loanChanged: { book: { place: 'Shelf b2', fee: '2 CHF' } } });
    expect(countsOf(desk.desk)).toEqual([2, 1, 1]);
  });

  it('each is told that the subgraph is away, which is not asked for each of them again', async () => {
    desk.desk.fault = faults.hangUp;
    const updates = await updatesOf(place, both);
    expect(updates.map(({ errors }) => errors?.[0]?.extensions?.['code'])).toEqual([
      'SUBGRAPH_UNAVAILABLE',
      'SUBGRAPH_UNAVAILABLE',
    ]);
    expect(new Set(countsOf(desk.desk))).toEqual(new Set([2]));
  });

  it('one whose subscriber leaves takes nothing away from the others', async () => {
    const held = Promise.withResolvers<void>();
    whenTogether(async (response, answer) => {
      await held.promise;
      response.setHeader('content-type', 'application/json').end(await answer());
    });
    const [first, second] = await Promise.all(callers.map((caller) => desk.subscribe(place, caller)));
    const [ofFirst, ofSecond] = [first?.next(), second?.next()];
    await desk.store.append(loans.map((loan, index) => loanOf(loan, [one, other][index] ?? '')));
    await eventually(() => expect(countsOf(desk.desk)).toEqual([2]));
    await first?.return();
    expect(await ofFirst).toEqual({ done: true, value: undefined });
    held.resolve();
    expect(plain((await ofSecond)?.value ?? {})).toEqual(places[1]);
    await second?.return();
  });
});

describe('the trace of events that are hydrated together', () => {
  const ended: ReadableSpan[] = [];
  const provider = new TracerProvider({
    spanProcessors: [
      {
        onStart: () => {},
        onEnd: (span) => void ended.push(span),
        forceFlush: async () => {},
        shutdown: async () => {},
      },
    ],
  });
  beforeEach(() => setTracing(provider.getTracer('test')));
  afterEach(() => setTracing(undefined));

  it('is that of the first, and names the others', async () => {
    const traces = ['a', 'b'].map((digit) => digit.repeat(32));
    const started = await Promise.all(callers.map((caller) => desk.subscribe(place, caller)));
    running.push(...started);
    const next = started.map((each) => each.next());
    await desk.store.append(
      traces.map((trace, index) => ({
        ...loanOf(loans[index] ?? { bookId: '', readerId: '' }, [one, other][index] ?? ''),
        traceparent: `00-${trace}-1234567890abcdef-01`,
      })),
    );
    await Promise.all(next);
    const spans = ended.map((span) => ({
      name: span.name,
      trace: span.spanContext().traceId,
      links: span.links.map(({ context }) => context.traceId),
    }));
    const [of = '', and = ''] = traces;
    expect(spans).toContainEqual({ name: 'fetch desk for several', trace: of, links: [and] });
    expect(spans).toContainEqual({ name: 'fetch desk', trace: of, links: [] });
    expect(desk.desk.seen[0]?.headers.traceparent).toContain(of);
    expect(
      spans
        .filter(({ name }) => name.startsWith('deliver'))
        .map(({ trace }) => trace)
        .sort(),
    ).toEqual(traces);
  });
});
