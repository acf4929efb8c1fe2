import { runUntilStopped } from '@payloom/subgraph-kit/process';
import { readGatewayEnv } from './env.ts';
import { startGateway } from './start-gateway.ts';

await runUntilStopped(() => startGateway(readGatewayEnv()), { service: 'gateway', isEdge: true });
