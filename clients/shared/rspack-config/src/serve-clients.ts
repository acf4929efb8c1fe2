import { rspack, type Configuration } from '@rspack/core';
import { RspackDevServer } from '@rspack/dev-server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRemotes, findShell, type ClientProject } from './client-project.ts';
import { listRemotes } from './remotes-json.ts';

export interface ServeClientsOptions {
  readonly shellPort: number;
  /** One free loopback port for each remote, by its name. */
  readonly ports: Readonly<Record<string, number>>;
  /** Where a remote that runs alone finds the graph, such as `http://127.0.0.1:4000`. */
  readonly gatewayUrl?: string;
  /** Called after each successful or failed compilation. */
  readonly onCompiled?: (client: string, problem: string | undefined) => void;
}

export interface ServedClients {
  readonly url: string;
  close(): Promise<void>;
}

type DevServerOptions = NonNullable<ConstructorParameters<typeof RspackDevServer>[0]>;

const host = '127.0.0.1';
const urlOf = (port: number): string => `http://${host}:${port}`;

function devServer(port: number, more: DevServerOptions): DevServerOptions {
  return {
    host,
    port,
    hot: true,
    liveReload: false,
    // The page may come through the gateway, on another port than the code.
    allowedHosts: ['localhost', host],
    client: { webSocketURL: `ws://${host}:${port}/ws`, overlay: false, logging: 'warn' },
    headers: { 'Access-Control-Allow-Origin': '*' },
    historyApiFallback: true,
    static: false,
    setupExitSignals: false,
    ...more,
  };
}

function start(
  project: ClientProject,
  port: number,
  options: ServeClientsOptions,
  more: DevServerOptions,
): RspackDevServer {
  const outputDir = join(tmpdir(), 'payloom-dev', project.name);
  const config: Configuration = project.define({
    mode: 'development',
    outputDir,
    publicPath: project.name === 'shell' ? '/' : `${urlOf(port)}/`,
  });
  const compiler = rspack({ ...config, devServer: undefined, stats: 'none' });
  compiler.hooks.done.tap('payloom', (stats) =>
    options.onCompiled?.(project.name, stats.hasErrors() ? stats.toString('errors-only') : undefined),
  );
  return new RspackDevServer(devServer(port, more), compiler);
}

/**
 * Serves the shell and each remote with hot module replacement, every one on its own loopback port. `remotes.json`
 * is answered by the shell's server and points at the remotes'.
 */
export async function serveClients(options: ServeClientsOptions): Promise<ServedClients> {
  const shell = await findShell();
  const remotes = await findRemotes();
  const portOf = (name: string): number => {
    const port = options.ports[name];
    if (port === undefined) throw new Error(`No port was given for the remote ${name}.`);
    return port;
  };
  const listing = listRemotes(remotes, (name) => urlOf(portOf(name)));
  const graph = options.gatewayUrl
    ? { proxy: [{ context: ['/graphql'], target: options.gatewayUrl, ws: true }] }
    : {};
  const servers = [
    start(shell, options.shellPort, options, {
      ...graph,
      setupMiddlewares: (middlewares) => [
        {
          name: 'remotes.json',
          path: '/remotes.json',
          middleware: (_request: IncomingMessage, response: ServerResponse) => {
            response.setHeader('content-type', 'application/json');
            response.end(JSON.stringify(listing));
          },
        },
        ...middlewares,
      ],
    }),
    ...remotes.map((remote) => start(remote, portOf(remote.name), options, graph)),
  ];
  await Promise.all(servers.map((server) => server.start()));
  return {
    url: urlOf(options.shellPort),
    close: async () => {
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}
