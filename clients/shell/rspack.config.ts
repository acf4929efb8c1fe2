import { defineShell } from '@payloom/rspack-config/define-shell';

export default defineShell({ title: 'Payloom' });
