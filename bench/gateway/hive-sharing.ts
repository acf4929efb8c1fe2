import type { GatewayConfig } from '@graphql-hive/gateway';

type Sharing = Pick<GatewayConfig, 'inboundInflightRequestDeduplication' | 'transportEntries'>;

/** Whether Hive Gateway shares the same requests under way: of its clients with each other, and its own to a subgraph. */
export function hiveSharing(): Sharing {
  const isOn = process.env.SHARING === 'on';
  return {
    inboundInflightRequestDeduplication: isOn,
    transportEntries: { '*.http': { options: { deduplicateInflightRequests: isOn } } },
  };
}
