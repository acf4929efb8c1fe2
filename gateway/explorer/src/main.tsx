import 'graphiql/setup-workers/webpack';
import 'graphiql/style.css';
import './explorer.css';
import { createRoot } from 'react-dom/client';
import { Explorer } from './explorer.tsx';
import { ExplorerSession } from './explorer-session.ts';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no place for the explorer');
const session = new ExplorerSession();
void session.resume();
createRoot(root).render(<Explorer session={session} />);
