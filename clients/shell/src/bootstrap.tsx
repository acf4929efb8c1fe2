import { session } from '@payloom/session/session';
import { startTheme } from '@payloom/ui-kit/theme';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { loadEntry } from './remotes/load-entry.ts';
import { fetchRemoteList } from './remotes/remote-list.ts';
import { createRemoteRegistry } from './remotes/remote-registry.ts';
import './styles.css';

const container = document.getElementById('root');
if (!container) throw new Error('The page has no element with the id "root".');

const registry = createRemoteRegistry({ fetchList: fetchRemoteList, loadEntry });
startTheme();
void session.start();
void registry.start();
createRoot(container).render(
  <StrictMode>
    <App registry={registry} />
  </StrictMode>,
);
