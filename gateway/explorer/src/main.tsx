import './explorer.css';
import { createRoot } from 'react-dom/client';
import { Explorer } from './explorer.tsx';
import { ExplorerSession } from './explorer-session.ts';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no place for the explorer');
const session = new ExplorerSession();
void session.resume();
// The gateway marks the page so in production (gateway/src/http/explorer.ts).
const forAdministrators = document.documentElement.dataset.for === 'administrators';
createRoot(root).render(<Explorer session={session} forAdministrators={forAdministrators} />);
