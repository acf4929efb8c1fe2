import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { GatewayOptions } from './gateway-options.ts';
import type { GatewayProgram } from './gateway-process.ts';

const manifestSchema = z.object({ bin: z.object({ 'hive-gateway': z.string() }) });

interface HiveOptions extends GatewayOptions {
  readonly configPath: string;
}

/** Hive Gateway as its command runs it, in one process. Throws where it is not installed. */
export function hiveProgram({
  name,
  port,
  supergraphPath,
  configPath,
  env,
  ...rest
}: HiveOptions): GatewayProgram {
  const require = createRequire(import.meta.url);
  const manifestPath = require.resolve('@graphql-hive/gateway/package.json');
  const { bin } = manifestSchema.parse(require(manifestPath));
  const options = ['--host', '127.0.0.1', '--port', String(port), '--fork', '1', '--config-path', configPath];
  return {
    name,
    arguments: [join(dirname(manifestPath), bin['hive-gateway']), 'supergraph', supergraphPath, ...options],
    env: { NODE_ENV: 'production', ...env },
    readyUrl: `http://127.0.0.1:${port}/readiness`,
    ...rest,
  };
}
