import { join } from 'node:path';
import type { GatewayOptions } from './gateway-options.ts';
import type { GatewayProgram } from './gateway-process.ts';

const mainPath = join(import.meta.dirname, '../../gateway/src/main.ts');

/** Our gateway: its `main.ts` in production. */
export function ourProgram({ name, port, supergraphPath, env, ...rest }: GatewayOptions): GatewayProgram {
  return {
    name,
    arguments: [mainPath],
    env: {
      NODE_ENV: 'production',
      // What is measured is in no client.
      TRUSTED_DOCUMENTS: 'off',
      PORT: String(port),
      SUPERGRAPH_PATH: supergraphPath,
      LOG_LEVEL: 'warn',
      ...env,
    },
    readyUrl: `http://127.0.0.1:${port}/readyz`,
    ...rest,
  };
}
