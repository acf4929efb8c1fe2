import { defineRemote } from '@payloom/rspack-config/define-remote';

export default defineRemote({ name: 'admin' });
