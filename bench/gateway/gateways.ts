import { join } from 'node:path';
import getPort from 'get-port';
import { GatewayProcess, type GatewayProgram } from '../processes/gateway-process.ts';
import { hiveProgram } from '../processes/hive-program.ts';
import { ourProgram } from '../processes/our-program.ts';
import type { Stage } from './stage.ts';

const file = (name: string): string => join(import.meta.dirname, name);

/** Whether the same requests under way at once are answered together. */
export type Sharing = 'off' | 'on';

export const peers = ['stock', 'hiveJavaScript', 'hiveRust', 'mercurius'] as const;
export type Peer = (typeof peers)[number];

/** A gateway that is measured, or what none can do without; only Hive Gateway and ours know how to share. */
export interface Contender {
  readonly who: 'ours' | 'bound' | Peer;
  readonly sharing: Sharing;
}

export const contenders: readonly Contender[] = [
  { who: 'ours', sharing: 'off' },
  { who: 'stock', sharing: 'off' },
  { who: 'hiveJavaScript', sharing: 'off' },
  { who: 'hiveRust', sharing: 'off' },
  { who: 'mercurius', sharing: 'off' },
  { who: 'bound', sharing: 'off' },
  { who: 'ours', sharing: 'on' },
  { who: 'hiveJavaScript', sharing: 'on' },
  { who: 'hiveRust', sharing: 'on' },
];

export const called: Readonly<Record<Contender['who'], string>> = {
  ours: 'ours',
  bound: 'the bound',
  stock: 'stock',
  hiveJavaScript: 'Hive with the JavaScript planner',
  hiveRust: 'Hive with the Rust planner',
  mercurius: 'Mercurius',
};

export interface StartedGateway extends Contender {
  readonly process: GatewayProcess;
  readonly url: string;
}

/** One that has nowhere else to say that it can be used. */
const readyRequest: RequestInit = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query: '{ __typename }' }),
};

interface Place {
  readonly port: number;
  readonly knownPath: string;
}

function programOf({ who, sharing }: Contender, stage: Stage, { port, knownPath }: Place): GatewayProgram {
  const { supergraphPath, addresses } = stage;
  const options = { name: `${called[who]}, sharing ${sharing}`, port, supergraphPath };
  const hive = (config: string) =>
    hiveProgram({ ...options, configPath: file(config), env: { SHARING: sharing } });
  const other = (program: string, env: NodeJS.ProcessEnv): GatewayProgram => ({
    name: options.name,
    arguments: [file(program)],
    env: { NODE_ENV: 'production', PORT: String(port), ...env },
    readyUrl: `http://127.0.0.1:${port}${who === 'stock' ? '/' : '/graphql'}`,
    readyRequest,
  });
  switch (who) {
    case 'ours':
      return ourProgram({ ...options, env: { SHARE_REQUESTS: sharing } });
    case 'bound':
      return {
        ...other('bound-gateway.ts', { KNOWN_PATH: knownPath }),
        readyUrl: `http://127.0.0.1:${port}/readyz`,
        readyRequest: {},
      };
    case 'stock':
      return other('stock-gateway.ts', {
        SUPERGRAPH_PATH: supergraphPath,
        APOLLO_TELEMETRY_DISABLED: 'true',
      });
    case 'hiveJavaScript':
      return hive('hive-javascript-config.ts');
    case 'hiveRust':
      return hive('hive-rust-config.ts');
    case 'mercurius': {
      const services = Object.entries(addresses).map(([name, url]) => ({ name, url }));
      return other('mercurius-gateway.ts', { SERVICES: JSON.stringify(services) });
    }
  }
}

/**
 * Starts a gateway in a process of its own. Throws where it is not installed or does not get ready. What the bound knows by
 * heart is at `knownPath`.
 */
export async function startGateway(
  contender: Contender,
  stage: Stage,
  knownPath: string,
): Promise<StartedGateway> {
  const port = await getPort();
  const started = await GatewayProcess.start(programOf(contender, stage, { port, knownPath }));
  const path = contender.who === 'stock' ? '/' : '/graphql';
  return { ...contender, process: started, url: `http://127.0.0.1:${port}${path}` };
}
