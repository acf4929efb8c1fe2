import { GraphiQL } from 'graphiql';
import { useState } from 'react';
import { defaultTabs } from './default-tabs.ts';
import { createFetcher } from './create-fetcher.ts';
import type { ExplorerSession } from './explorer-session.ts';
import { SessionBar } from './session-bar.tsx';

/** GraphiQL under a bar that says who is signed in. */
export function Explorer({ session }: { session: ExplorerSession }) {
  const [fetcher] = useState(() => createFetcher(session));
  return (
    <div className="explorer">
      <SessionBar session={session} />
      <main className="explorer-graphiql">
        <GraphiQL fetcher={fetcher} defaultTabs={defaultTabs} shouldPersistHeaders={false} />
      </main>
    </div>
  );
}
