import { createConnectionStore } from './connection.ts';
import { createNetworkStore } from './network.ts';

/** How the live connection of this page is doing; here before the client of the graph is. */
export const connection = createConnectionStore();

/** Whether the graph can be asked from this page; here before its client is. */
export const network = createNetworkStore(connection);

// The browser is believed when it says so, also where there is no live connection that would find out.
globalThis.addEventListener('offline', () => connection.set('offline'));
globalThis.addEventListener('online', () => connection.set('catching-up'));
