import { defineConfig } from '@graphql-hive/gateway';

/* Read by Hive Gateway's own command. */

export const gatewayConfig = defineConfig({
  // Documents are compiled, which is its faster way.
  jit: true,
  transportEntries: {
    live: { options: { subscriptions: { kind: 'ws', location: '/subscriptions' } } },
  },
});
