import { defineConfig } from '@graphql-hive/gateway';

/* Read by Hive Gateway's own command. */

export const gatewayConfig = defineConfig({
  transportEntries: {
    live: { options: { subscriptions: { kind: 'ws', location: '/subscriptions' } } },
  },
});
