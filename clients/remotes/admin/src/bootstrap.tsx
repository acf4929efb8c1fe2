import { mountStandalone } from '@payloom/standalone/mount';
import entry from './entry.tsx';

mountStandalone(entry);
