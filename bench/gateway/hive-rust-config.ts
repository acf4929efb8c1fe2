import { defineConfig } from '@graphql-hive/gateway';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { hiveSharing } from './hive-sharing.ts';

/* Read by Hive Gateway's own command: its planner in Rust, and the executor that comes with it. */

export const gatewayConfig = defineConfig({ unifiedGraphHandler, ...hiveSharing() });
