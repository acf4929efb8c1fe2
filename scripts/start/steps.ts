import { Listr, type ListrTask } from 'listr2';
import { siteFolder } from '../build/artefacts.ts';
import { buildStaleClients, clientsAreFresh } from './client-build.ts';
import { seedDemoAccounts } from './demo-accounts.ts';
import { PlainRenderer } from './plain-renderer.ts';
import type { Platform } from './platform.ts';
import type { Session } from './session.ts';
import type { SiteSource } from './services.ts';

// Said at each list: one inside another that runs at once would run at once too.
const inOrder = { concurrent: false } as const;
const columnsMin = 40;
const atOnce = { concurrent: true } as const;

/** The databases, then all subgraphs at once: each migrates its own. */
export function backendStep({ platform }: Session): ListrTask {
  const subgraphs = platform.subgraphs.map((name): ListrTask => ({
    title: `Subgraph ${name}`,
    task: () => platform.startSubgraph(name),
  }));
  return {
    title: 'Data and subgraphs',
    task: (_, task) =>
      task.newListr(
        [
          { title: 'Databases', task: () => platform.startDatabases() },
          { title: 'Subgraphs', task: (__, inner) => inner.newListr(subgraphs, atOnce) },
        ],
        inOrder,
      ),
  };
}

/** The clients are built where their sources changed; the gateway serves them. */
export function builtFrontStep({ platform, onStop }: Session): ListrTask {
  return {
    title: 'Clients and gateway',
    task: (_, task) =>
      task.newListr(
        [
          {
            title: 'Clients',
            skip: () => (clientsAreFresh() ? 'Clients (nothing changed)' : false),
            task: (__, inner) =>
              buildStaleClients(
                (line) => {
                  inner.output = line;
                },
                (child) => onStop(() => child.kill('SIGKILL')),
              ),
          },
          gatewayStep(platform, () => ({ directory: siteFolder })),
        ],
        inOrder,
      ),
  };
}

export function gatewayStep(platform: Platform, site: () => SiteSource): ListrTask {
  return { title: 'Gateway', task: () => platform.startGateway(site()) };
}

export function demoAccountsStep({ platform, installation }: Session): ListrTask {
  return {
    title: 'Demo accounts',
    task: async (_, task) => {
      const { folder, secrets } = installation;
      const seeded = await seedDemoAccounts({
        origin: platform.origin,
        password: secrets.demoPassword,
        authDatabaseUrl: await platform.databaseUrl('auth'),
        donePath: folder.demoAccounts,
      });
      if (!seeded) task.skip('Demo accounts (made before)');
    },
  };
}

/** Runs steps in order, drawn as a tree in a terminal and as plain lines elsewhere. */
export async function runSteps(steps: readonly ListrTask[]): Promise<void> {
  const list = new Listr([...steps], {
    concurrent: false,
    exitOnError: true,
    registerSignalListeners: false,
    fallbackRenderer: PlainRenderer,
    // A terminal that does not know its width would get one letter a line.
    fallbackRendererCondition: () => !(process.stdout.columns >= columnsMin),
    rendererOptions: { collapseErrors: true, collapseSubtasks: false },
  });
  await list.run();
}

export function together(title: string, steps: readonly ListrTask[]): ListrTask {
  return { title, task: (_, task) => task.newListr([...steps], atOnce) };
}
