import fc from 'fast-check';
import type { ExecutionResult } from 'graphql';
import { isJsonObject } from '../executor/json.ts';
import { prepareDrawn } from '../testing/prepare-drawn.ts';
import { callerWith, loanEvent, loanOf, startDesk, type DeskFixture, type Loan } from '../testing/desk.ts';
import { plain, type PlainResult } from '../testing/open-graph.ts';
import { RandomSelections, SelectionText, type Part } from '../testing/random-selection.ts';
import { hydrate } from './hydrate.ts';
import { planSubscription } from './plan-subscription.ts';

const runs = { numRuns: 300 };
const timeMaxMs = 300_000;
const depth = 2;

const [alice, bob, carol] = ['a1', 'b1', 'b2'].map((end) => `0199aa00-0000-7000-8000-0000000000${end}`);
const all = new Set(['fees:read', 'cards:read', 'repairs:read']);
const claims = {
  aliceHere: { userId: alice, sessionId: 'here' },
  aliceThere: { userId: alice, sessionId: 'there' },
  bob: { userId: bob, scopes: all },
  carol: { userId: carol, scopes: all },
};
type Person = keyof typeof claims;
const people = fc.constantFrom<Person[]>('aliceHere', 'aliceThere', 'bob', 'carol');

let desk: DeskFixture;
let anything: RandomSelections;
let sameForAll: RandomSelections;

beforeAll(async () => {
  desk = await startDesk();
  const { graph } = desk.open;
  anything = new RandomSelections(graph.apiSchema);
  sameForAll = new RandomSelections(
    graph.apiSchema,
    (...field) => graph.sameForAll.scopesFor(...field) !== null,
  );
});
afterAll(() => desk.stop());

/** One selection as a subscription and as a query, whose `book` and `reader` have to be the same. */
function operationsOf(
  book: readonly Part[],
  reader: readonly Part[],
  { bookId, readerId }: Loan = { bookId: 'b1', readerId: 'u1' },
) {
  const text = new SelectionText();
  const [ofBook, ofReader] = [text.write(book), text.write(reader)];
  const fragments = text.fragments.join('\n');
  return {
    variables: text.variables,
    subscription: `subscription ${text.head('$after: Cursor')} {
      loan: loanChanged(after: $after) { cursor book ${ofBook} reader ${ofReader} }
    } ${fragments}`,
    query: `query ${text.head()} {
      book: bookNow(id: "${bookId}") ${ofBook} reader: readerNow(id: "${readerId}") ${ofReader}
    } ${fragments}`,
  };
}

/** What an answer tells of the book and the reader, errors in any order and each once. */
function told({ data, errors = [] }: PlainResult, at: readonly string[]) {
  const found = at.reduce<unknown>((value, key) => (isJsonObject(value) ? value[key] : undefined), data);
  const parts = isJsonObject(found) ? { book: found.book, reader: found.reader } : found;
  const lines = errors.map(({ path = [], message, extensions }) =>
    JSON.stringify([path.slice(at.length), message, extensions]),
  );
  return { text: JSON.stringify(parts), errors: [...new Set(lines)].sort() };
}

/** The update of a loan to each of the people, who all listen when it comes, and how often it was hydrated. */
async function sharedUpdates(
  { subscription, variables }: ReturnType<typeof operationsOf>,
  who: readonly Person[],
) {
  await desk.hydrations();
  const event = loanEvent(...[alice, bob, carol].map(String));
  const listening = await Promise.all(
    who.map((person) => desk.subscribe(subscription, callerWith(claims[person]), variables)),
  );
  const next = listening.map((each) => each.next());
  const [cursor = ''] = await desk.store.append([event]);
  const updates = (await Promise.all(next)).map(({ value }) => plain(value ?? {}));
  await Promise.all(listening.map((each) => each.return()));
  return { updates, live: { event, cursor, position: 0 }, hydrations: await desk.hydrations() };
}

/** The update that the person has when it is hydrated for nobody else. */
function ownUpdate(
  { subscription, variables }: ReturnType<typeof operationsOf>,
  person: Person,
  live: Awaited<ReturnType<typeof sharedUpdates>>['live'],
): Promise<ExecutionResult> {
  const { graph, clients, log, metrics } = desk.open;
  const caller = callerWith(claims[person]);
  const prepared = prepareDrawn(graph, subscription, metrics);
  const parts = { clients, log, introspection: true };
  const plan = planSubscription(prepared, caller.viewer, variables, parts);
  return hydrate(parts, { plan, variables, caller }, live);
}

const on = (typeName: string) => fc.oneof(anything.on(typeName, depth), sameForAll.on(typeName, depth));

/** How much of what was generated matters here. */
const counted = { subscribers: 0, hydrations: 0, acrossPeople: 0, withErrors: 0 };

it(
  'an update is what a query by the same viewer finds, whoever else it was hydrated for',
  async () => {
    const check = async (book: readonly Part[], reader: readonly Part[], who: readonly Person[]) => {
      const operations = operationsOf(book, reader);
      const { updates, live, hydrations } = await sharedUpdates(operations, who);
      const { query, variables } = operations;
      for (const person of new Set(who)) {
        const found = told(
          await desk.open.run(query, { variables, isDrawn: true, ...callerWith(claims[person]) }),
          [],
        );
        if (person === who[0])
          expect(told(plain(await ownUpdate(operations, person, live)), ['loan'])).toEqual(found);
        const shared = updates.filter((_update, index) => who[index] === person);
        for (const update of shared) {
          expect(told(update, ['loan'])).toEqual(found);
          expect(update.data).toMatchObject({ loan: { cursor: live.cursor } });
        }
        if (found.errors.length > 0) counted.withErrors += 1;
      }
      counted.subscribers += who.length;
      counted.hydrations += hydrations;
      if (hydrations > 0 && hydrations < new Set(who).size) counted.acrossPeople += 1;
    };
    const threePeople = fc.array(people, { minLength: 3, maxLength: 3 });
    await fc.assert(fc.asyncProperty(on('Book'), on('User'), threePeople, check), runs);
    expect(counted.hydrations).toBeLessThan(counted.subscribers * 0.8);
    expect(counted.acrossPeople).toBeGreaterThan(runs.numRuns / 20);
    expect(counted.withErrors).toBeGreaterThan(runs.numRuns / 20);
  },
  timeMaxMs,
);

/** Each told to one of them alone, at the same time. */
const loans = [
  ['aliceHere', { bookId: 'b1', readerId: 'u1' }],
  ['bob', { bookId: 'b2', readerId: 'u2' }],
  ['carol', { bookId: 'b1', readerId: 'u3' }],
] as const satisfies [Person, Loan][];

const requestsCount = () =>
  [desk.desk, ...Object.values(desk.library.subgraphs)].reduce(
    (sum, { seen }) => sum + seen.splice(0).length,
    0,
  );

it(
  'an update is what a query by the same viewer finds, whatever other events it was hydrated with',
  async () => {
    const requests = { ofUpdates: 0, ofQueries: 0 };
    const check = async (book: readonly Part[], reader: readonly Part[]) => {
      const { subscription, variables } = operationsOf(book, reader);
      const listening = await Promise.all(
        loans.map(([person]) => desk.subscribe(subscription, callerWith(claims[person]), variables)),
      );
      requestsCount();
      const next = listening.map((each) => each.next());
      await desk.store.append(loans.map(([person, loan]) => loanOf(loan, claims[person].userId ?? '')));
      const updates = (await Promise.all(next)).map(({ value }) => plain(value ?? {}));
      requests.ofUpdates += requestsCount();
      await Promise.all(listening.map((each) => each.return()));
      for (const [index, [person, loan]] of loans.entries()) {
        const { query } = operationsOf(book, reader, loan);
        const found = await desk.open.run(query, { variables, isDrawn: true, ...callerWith(claims[person]) });
        expect(told(updates[index] ?? {}, ['loan'])).toEqual(told(found, []));
      }
      requests.ofQueries += requestsCount();
    };
    await fc.assert(fc.asyncProperty(on('Book'), on('User'), check), runs);
    expect(requests.ofUpdates).toBeGreaterThan(runs.numRuns);
    expect(requests.ofUpdates).toBeLessThan(requests.ofQueries * 0.7);
  },
  timeMaxMs,
);
