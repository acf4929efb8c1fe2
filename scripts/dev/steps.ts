import type { ListrTask } from 'listr2';
import { compose, writeComposed } from '../compose.ts';
import { generateCode } from '../codegen.ts';
import { buildStaleClients } from '../start/client-build.ts';
import type { Platform } from '../start/platform.ts';
import { clientServerSpec } from './client-spec.ts';

// A list inside one that runs at once would run at once too.
const inOrder = { concurrent: false } as const;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Composes and generates once, which also warms the generator up: the first edit is as fast as the next. */
export function generateStep(say: (sentence: string) => void): ListrTask {
  return {
    title: 'Types and hooks',
    task: async () => {
      try {
        writeComposed(compose());
        await generateCode();
      } catch (error) {
        // Somebody may be in the middle of an edit: that is what development is for.
        say(`✖ ${messageOf(error)}\n  The last good graph stays.`);
      }
    },
  };
}

/** The development servers, then the gateway in front of them: everything is on its one origin. */
export function servedFrontStep(platform: Platform, say: (sentence: string) => void): ListrTask {
  let origin = '';
  return {
    title: 'Clients and gateway',
    task: (_, task) =>
      task.newListr(
        [
          {
            title: 'Explorer',
            task: () =>
              tolerate(
                buildStaleClients(say, () => undefined, ['explorer']),
                say,
              ),
          },
          {
            title: 'Clients',
            task: async () => {
              origin = await platform.startExtra(await clientServerSpec(platform.origin));
            },
          },
          { title: 'Gateway', task: () => tolerate(platform.startGateway({ origin }), say) },
        ],
        inOrder,
      ),
  };
}

/** As in `start`, but one that does not start waits for an edit. */
export function watchedBackendStep(platform: Platform, say: (sentence: string) => void): ListrTask {
  const subgraphs = platform.subgraphs.map((name): ListrTask => ({
    title: `Subgraph ${name}`,
    task: () => tolerate(platform.startSubgraph(name), say),
  }));
  return {
    title: 'Data and subgraphs',
    task: (_, task) =>
      task.newListr(
        [
          { title: 'Databases', task: () => platform.startDatabases() },
          { title: 'Subgraphs', task: (__, inner) => inner.newListr(subgraphs, { concurrent: true }) },
        ],
        inOrder,
      ),
  };
}

async function tolerate(start: Promise<void>, say: (sentence: string) => void): Promise<void> {
  try {
    await start;
  } catch (error) {
    say(`✖ ${messageOf(error)}\n  It is started again at the next edit.`);
  }
}
