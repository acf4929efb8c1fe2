import { defineConfig } from '@graphql-hive/gateway';
import { hiveSharing } from './hive-sharing.ts';

/* Read by Hive Gateway's own command: its planner in JavaScript, with documents compiled, which is its faster way. */

export const gatewayConfig = defineConfig({ jit: true, ...hiveSharing() });
