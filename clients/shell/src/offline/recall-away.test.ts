import { createConnectionStore } from '@payloom/apollo-client/connection';
import { createNetworkStore } from '@payloom/apollo-client/network';
import type { SessionViewer } from '@payloom/session/viewer';
import { recallAway } from './recall-away.ts';

const alice: SessionViewer = { id: 'alice', email: 'alice@payloom.example', role: 'CUSTOMER' };

function setUp(recalled: SessionViewer | undefined) {
  const connection = createConnectionStore();
  const network = createNetworkStore(connection);
  return { connection, network, recall: recallAway(async () => recalled, { connection, network }) };
}

it('says that nobody answers where somebody is recalled, until the live connection is there', async () => {
  const { connection, network, recall } = setUp(alice);
  expect(await recall()).toBe(alice);
  expect(network.get().away).toBe(true);
  expect(connection.get().status).toBe('catching-up');
  connection.set('connected');
  expect(network.get().away).toBe(false);
});

it('leaves it at what is known where the browser has no network', async () => {
  const { connection, network, recall } = setUp(alice);
  connection.set('offline');
  await recall();
  expect(connection.get().status).toBe('offline');
  expect(network.get().away).toBe(true);
});

it('says nothing to whom nobody knows, whose page asks nothing that would find out that somebody answers again', async () => {
  const { connection, network, recall } = setUp(undefined);
  expect(await recall()).toBeUndefined();
  expect(network.get().away).toBe(false);
  expect(connection.get().status).toBe('connected');
});
