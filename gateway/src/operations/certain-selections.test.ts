import { buildSchema, parse, print, stripIgnoredCharacters } from 'graphql';
import { withCertainSelections } from './certain-selections.ts';

const schema = buildSchema(`
  type Query { user: User node: Node }
  type Subscription { userChanged: User }
  type Mutation { one: User two: User three: User }
  interface Node { id: ID }
  type User implements Node { id: ID name: String friend: User }
`);
const planned = (text: string): string =>
  stripIgnoredCharacters(print(withCertainSelections(schema, parse(text))));

test.each([
  ['{ user { id name @skip(if: true) } }', '{user{id}}'],
  ['{ user { id name @include(if: true) } }', '{user{id name}}'],
  ['query ($a: Boolean!) { user { id name @skip(if: false) @include(if: $a) } }', undefined],
  ['{ user { id ... on User @include(if: false) { name } ...F } } fragment F on User { name }', undefined],
])('what is known of conditions is not left to the planner: %s', (text, expected) => {
  const plan = planned(text);
  expect(plan).not.toMatch(/if:(true|false)/);
  if (expected !== undefined) expect(plan).toBe(expected);
});

test.each([
  ['{ user { name @skip(if: true) } }', '{user{__typename}}'],
  ['query($a:Boolean!){user{name@skip(if:$a)}}', 'query($a:Boolean!){user{name@skip(if:$a)__typename}}'],
  [
    'query($a:Boolean!){user{...on User@include(if:$a){name}}}',
    'query($a:Boolean!){user{...on User@include(if:$a){name}__typename}}',
  ],
  ['{ node { ... on User { name } } }', '{node{...on User{name}__typename}}'],
  ['{ user @skip(if: true) { name } }', '{__typename}'],
])('an object of which nothing may be wanted is still asked for: %s', (text, expected) => {
  expect(planned(text)).toBe(expected);
});

test('mutations stand in the order in which they are to run', () => {
  const text = 'mutation{...{one{id}}...F ...{three{id}}}fragment F on Mutation{two{id}...{one{name}}}';
  const [operation] = withCertainSelections(schema, parse(text)).definitions;
  expect(operation && stripIgnoredCharacters(print(operation))).toBe(
    'mutation{one{id}two{id}one{name}three{id}}',
  );
});

test('aliases are kept apart from the names of fields', () => {
  expect(planned('{user{id:name name friend{id:id}}}')).toBe('{user{id__of__name:name name friend{id:id}}}');
  expect(planned('subscription{id:userChanged{id:name}}')).toBe(
    'subscription{id:userChanged{id__of__name:name}}',
  );
});

test('conditions are decided by the variables that are known', () => {
  const text = 'query($a:Boolean!$b:Boolean!){user{id name@skip(if:$a)friend@include(if:$b){id}}}';
  const document = withCertainSelections(schema, parse(text), { a: true });
  expect(stripIgnoredCharacters(print(document))).toBe(
    'query($a:Boolean!$b:Boolean!){user{id friend@include(if:$b){id}}}',
  );
});

test.each([
  '{user{name friend{id}}}',
  'query($a:Boolean!){user{id name@skip(if:$a)}}',
  '{user{...on User{name}}}',
  '{user{...F}}fragment F on User{name}',
  'subscription{userChanged@include(if:true){id}}',
])('all else stays as it is: %s', (text) => {
  expect(planned(text)).toBe(text);
});
