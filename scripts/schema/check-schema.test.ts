import { buildSchema } from 'graphql';
import { checkSchema } from './check-schema.ts';
import { readOperations } from './operations.ts';

const before = `
  type Query { payment(id: ID!, note: String): Party, payments(filter: Filter): [Payment!]! }
  type Mutation { pay(input: PayInput!): Party }
  union Party = Payment | Refusal
  type Payment { id: ID! note: String status: Status! amountMinor: Int! }
  type Refusal { message: String! }
  enum Status { PENDING DONE }
  enum Sort { NEWEST OLDEST }
  input Filter { status: Status, sort: Sort }
  input PayInput { amountMinor: Int!, note: String }
`;
const documents = [
  { path: 'row.graphql', text: 'fragment Row on Payment { id status }' },
  {
    path: 'payments.graphql',
    text: 'query Payments($filter: Filter) { payments(filter: $filter) { ...Row } }',
  },
  {
    path: 'payment.graphql',
    text: 'query Payment { payment(id: "1") { ... on Payment { ...Row amountMinor } ... on Refusal { message } } }',
  },
  {
    path: 'pay.graphql',
    text: 'mutation Pay($input: PayInput!) { pay(input: $input) { ... on Payment { id } } }',
  },
];

const check = (...edits: [string, string][]) => {
  const after = edits.reduce((sdl, [from, to]) => {
    if (!sdl.includes(from)) throw new Error(`There is no "${from}".`);
    return sdl.replace(from, to);
  }, before);
  const operations = readOperations(documents);
  return checkSchema({ before: buildSchema(before), after: buildSchema(after), operations });
};

const PAYMENTS = 'payments.graphql: Payments';
const PAYMENT = 'payment.graphql: Payment';
const PAY = 'pay.graphql: Pay';

it.each<[string, [string, string], RegExp, string[]]>([
  ['a field goes that a fragment asks for', ['status: Status! ', ''], /status/, [PAYMENTS, PAYMENT]],
  ['a field goes that one asks for', [' amountMinor: Int! }', ' }'], /Payment\.?.*amountMinor|amountMinor/, [PAYMENT]],
  ['a field that was always there may be absent', ['amountMinor: Int! }', 'amountMinor: Int }'], /Int!/, [PAYMENT]],
  ['an argument goes', ['(filter: Filter)', ''], /filter/, [PAYMENTS]],
  ['an argument has to be given', ['note: String): Party', 'note: String!): Party'], /note/, [PAYMENT]],
  ['a field of an input has to be given', ['amountMinor: Int!, note: String }', 'amountMinor: Int!, note: String! }'], /PayInput\.note/, [PAY]],
  ['a new field of an input has to be given', ['note: String }\n', 'note: String, key: ID! }\n'], /key/, [PAY]],
  ['a new argument has to be given', ['pay(input: PayInput!)', 'pay(input: PayInput!, key: ID!)'], /key/, [PAY]],
  ['a value goes that somebody may send', ['NEWEST OLDEST', 'NEWEST'], /OLDEST/, [PAYMENTS]],
  ['a member of a union goes that somebody asks for', ['Payment | Refusal', 'Payment'], /Refusal/, [PAYMENT]],
])('where %s, those who lean on it break', async (_what, edit, change, operations) => {
  const { breaks } = await check(edit);
  const named = breaks.filter((each) => change.test(each.change)).flatMap((each) => each.operations);
  expect([...new Set(named)].sort()).toEqual([...operations].sort());
  expect([...new Set(breaks.flatMap((each) => each.operations))].sort()).toEqual([...operations].sort());
});

it('what nobody asks for breaks nobody, and is said', async () => {
  const { breaks, unused } = await check(['{ id: ID! note: String status', '{ id: ID! status']);
  expect(breaks).toEqual([]);
  expect(unused).toEqual([expect.stringContaining('note')]);
});

it('a new value that somebody may not expect is said, and what is added harms nobody', async () => {
  const { breaks, dangerous, harmlessCount } = await check(
    ['PENDING DONE', 'PENDING DONE FAILED'],
    ['type Refusal {', 'type Refusal { code: String '],
  );
  expect(breaks).toEqual([]);
  expect(dangerous).toEqual([expect.stringContaining('FAILED')]);
  expect(harmlessCount).toBe(1);
});
