import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, OperationTypeNode, parse, print, visit, type FragmentDefinitionNode } from 'graphql';
import { callerWith } from '../testing/desk.ts';
import { openGraph, type OpenGraph } from '../testing/open-graph.ts';
import { readOperation } from '../operations/read-operation.ts';
import { planSubscription } from './plan-subscription.ts';
import { shareKey } from './share-key.ts';

const root = join(import.meta.dirname, '../../..');

/** The subscriptions of the clients, with their fragments, by name. */
function clientSubscriptions(): Map<string, string> {
  const files = globSync('clients/{shell,remotes/*,shared/*}/src/**/*.graphql', { cwd: root });
  const { definitions } = parse(files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n'));
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  const subscriptions = new Map<string, string>();
  for (const each of definitions) {
    if (each.kind !== Kind.OPERATION_DEFINITION || each.operation !== OperationTypeNode.SUBSCRIPTION)
      continue;
    const used = new Set<FragmentDefinitionNode>();
    const collect = (node: typeof each | FragmentDefinitionNode): unknown =>
      visit(node, {
        FragmentSpread({ name }) {
          const fragment = fragments.get(name.value);
          if (!fragment || used.has(fragment)) return;
          used.add(fragment);
          collect(fragment);
        },
      });
    collect(each);
    subscriptions.set(each.name?.value ?? '', [each, ...used].map(print).join('\n'));
  }
  return subscriptions;
}

let open: OpenGraph;
const subscriptions = clientSubscriptions();

beforeAll(() => void (open = openGraph(readFileSync(join(root, 'schema/supergraph.graphql'), 'utf8'))));
afterAll(() => open.close());

const administrators = ['audit:read', 'events:read', 'settings:read', 'users:read', 'payments:read'];

/** Whether two users with the scopes share what the subscription tells. */
function isSharedByHolders(name: string, scopes: readonly string[]): boolean {
  const prepared = readOperation(
    open.graph,
    { query: subscriptions.get(name) ?? '' },
    { introspection: true, metrics: open.metrics },
  );
  const keys = ['b1', 'b2'].map((end) => {
    const userId = `0199aa00-0000-7000-8000-0000000000${end}`;
    const caller = callerWith({ userId, sessionId: userId, scopes: new Set(scopes) });
    const variables = { first: 20, after: `cursor of ${end}` };
    return shareKey({
      plan: planSubscription(prepared, caller.viewer, variables, { introspection: true }),
      variables,
      caller,
    });
  });
  return new Set(keys).size === 1;
}

describe('the updates of the pages', () => {
  it.each([
    'AuditEntryAdded',
    'UserListActivity',
    'UserActivity',
    'DeadLetterChanged',
    'SettingChanged',
    'ViewerProfileChanged',
    'OwnProfileChanged',
    'PayoutChanges',
    'TopUpChanges',
  ])('are the same for all administrators: %s', (name) => {
    expect(isSharedByHolders(name, administrators)).toBe(true);
  });

  it('are the same for everybody, where they tell of a notice', () => {
    expect(isSharedByHolders('NoticeChanged', [])).toBe(true);
  });

  it.each([
    'PaymentChanges',
    'RequestChanges',
    'ScheduleChanges',
    'OwnSessionChanged',
    'NotificationAdded',
    'NotificationsRead',
  ])("are each one's own, even among administrators: %s", (name) => {
    expect(isSharedByHolders(name, administrators)).toBe(false);
  });

  it.each(['ViewerProfileChanged', 'OwnProfileChanged', 'PayoutChanges', 'TopUpChanges'])(
    "are each one's own without a scope: %s",
    (name) => {
      expect(isSharedByHolders(name, [])).toBe(false);
    },
  );

  it('are all looked at here', () => {
    expect(subscriptions.size).toBe(16);
  });
});
