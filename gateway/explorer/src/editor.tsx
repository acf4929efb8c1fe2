import 'graphiql/setup-workers/webpack';
import 'graphiql/style.css';
import './editor.css';
import { GraphiQL } from 'graphiql';
import { useEffect, useState } from 'react';
import { createSender } from './create-sender.ts';
import { defaultTabs } from './default-tabs.ts';
import type { ExplorerSession } from './explorer-session.ts';

/** GraphiQL, asking as whoever is signed in. It weighs by far the most of the explorer and is loaded when it is wanted. */
export function Editor({ session }: { session: ExplorerSession }) {
  const [{ fetcher, stop }] = useState(() => createSender(session));
  useEffect(() => stop, [stop]);
  return <GraphiQL fetcher={fetcher} defaultTabs={defaultTabs} shouldPersistHeaders={false} />;
}
