import type { FromTab, ToTab } from '@payloom/apollo-client/hub-messages';
import { SocketHub } from './socket-hub.ts';

declare const self: SharedWorkerGlobalScope;

const PROTOCOL = 'graphql-transport-ws';
const hub = new SocketHub((url) => new WebSocket(url, PROTOCOL));

self.onconnect = ({ ports: [port] }) => {
  if (!port) return;
  const tab = hub.welcome((message: ToTab) => port.postMessage(message));
  port.onmessage = ({ data }: MessageEvent<FromTab>) => {
    // Had once the tab is gone.
    if (data.kind === 'hello') void navigator.locks.request(data.lock, () => tab.leave());
    else tab.receive(data);
  };
};
