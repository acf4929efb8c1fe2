import { isAbsolute, join } from 'node:path';
import { parseArgs } from 'node:util';
import { blockedPorts } from './blocked-ports.ts';
import { Problem } from './problem.ts';

export interface StartOptions {
  readonly port: number;
  /** The address the gateway listens on; everything else stays on loopback. */
  readonly host: string;
  readonly dataFolder: string;
  readonly reset: boolean;
  readonly help: boolean;
  readonly cookieSecure: boolean;
  readonly logLevel: string;
}

export const usage = `Usage: pnpm start [--reset] [--help]

  --reset   clears the data folder first: databases, accounts, keys and logs

Environment
  PORT               where the app is served (default 4000)
  HOST               the address it listens on (default 127.0.0.1)
  PAYLOOM_DATA_DIR   the data folder (default .payloom in the repository)
  COOKIE_SECURE      true when TLS stands in front (default false: the app is served over http)
  LOG_LEVEL          of every service (default info)
`;

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Problem(`PORT is "${text}"; it must be a whole number from 1 to 65535.`);
  if (blockedPorts.has(port))
    throw new Problem(
      `PORT is ${port}, which browsers ask nothing of: it is another protocol's. Choose another one.`,
    );
  return port;
}

function readFlags(argv: readonly string[]): { reset: boolean; help: boolean } {
  try {
    const options = { reset: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
    const { values } = parseArgs({ args: [...argv], options, allowPositionals: false });
    return { reset: values.reset ?? false, help: values.help ?? false };
  } catch (error) {
    throw new Problem(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

/** Reads the command line and the environment. Throws a Problem that says what is wrong with them. */
export function readOptions(argv: readonly string[], env: NodeJS.ProcessEnv, root: string): StartOptions {
  const folder = env.PAYLOOM_DATA_DIR || '.payloom';
  return {
    ...readFlags(argv),
    port: readPort(env.PORT || '4000'),
    host: env.HOST || '127.0.0.1',
    dataFolder: isAbsolute(folder) ? folder : join(root, folder),
    cookieSecure: env.COOKIE_SECURE === 'true',
    logLevel: env.LOG_LEVEL || 'info',
  };
}
