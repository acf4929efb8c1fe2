import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { siteFolder } from '../build/artefacts.ts';
import { textTable } from '../events/text-table.ts';
import { Problem } from '../start/problem.ts';
import { assemble } from './assemble.ts';
import { deploy } from './deploy.ts';
import { rollBack } from './roll-back.ts';
import { readPinned } from './site.ts';
import { readVersions } from './versions.ts';

type Say = (line: string) => void;

const optionsSchema = z.object({ site: z.string(), from: z.string().optional() });

/** Bundles a remote as its sources are now, and deploys that. */
async function deploySources(site: string, name: string) {
  // Here alone: who deploys what is built already need not have the bundler.
  const { buildRemote } = await import('@payloom/rspack-config/build-remote');
  const { findRemotes } = await import('@payloom/rspack-config/client-project');
  const remotes = await findRemotes();
  const remote = remotes.find((each) => each.name === name);
  if (!remote)
    throw new Problem(
      `There is no remote ${name}. There are: ${remotes.map((each) => each.name).join(', ')}.`,
    );
  const folder = await mkdtemp(join(tmpdir(), 'payloom-remote-'));
  try {
    await buildRemote(remote, folder);
    return await deploy(site, name, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A release, or a whole site that loads one. */
async function releaseIn(from: string, name: string): Promise<string> {
  if (!existsSync(join(from, 'remotes.json'))) return from;
  const remote = (await readPinned(from)).find((each) => each.name === name);
  if (!remote) throw new Problem(`${from} has no remote ${name}.`);
  return join(from, 'remotes', name, remote.version);
}

async function list(site: string, say: Say): Promise<void> {
  const rows = (await readPinned(site)).map(async ({ name, version: loaded }) =>
    (await readVersions(site, name)).map(({ version, deployedAt }) => ({
      name,
      version,
      deployedAt: `${deployedAt.slice(0, 16).replace('T', ' ')} UTC`,
      state: version === loaded ? 'loaded' : '',
    })),
  );
  say(
    textTable(
      [
        { title: 'Remote', of: ({ name }) => name },
        { title: 'Version', of: ({ version }) => version },
        { title: 'Deployed', of: ({ deployedAt }) => deployedAt },
        { title: '', of: ({ state }) => state },
      ],
      (await Promise.all(rows)).flat(),
    ),
  );
}

function addChanges(program: Command, say: Say): void {
  program
    .command('deploy')
    .argument('<name>', 'such as payments')
    .description('lets pages load a remote as its sources are now; open tabs go on with what they have')
    .option('--from <folder>', 'a release that was built elsewhere, or a site that has it')
    .action(async (name: string, _options, command: Command) => {
      const { site, from } = optionsSchema.parse(command.optsWithGlobals());
      const { version, removed } =
        from === undefined
          ? await deploySources(resolve(site), name)
          : await deploy(resolve(site), name, await releaseIn(resolve(from), name));
      say(`${name} is ${version} from now on.`);
      if (removed.length > 0) say(`Taken away: ${removed.join(', ')}.`);
    });
  program
    .command('rollback')
    .argument('<name>', 'such as payments')
    .argument('[version]', 'one of `remotes list`; left out, the one that came before')
    .description('lets pages load a version that is still there')
    .action(async (name: string, version: string | undefined, _options, command: Command) => {
      const { site } = optionsSchema.parse(command.optsWithGlobals());
      say(`${name} is ${await rollBack(resolve(site), name, version)} from now on.`);
    });
}

/** What `pnpm remotes` can do. */
export function remotesProgram(say: Say): Command {
  const program = new Command('remotes')
    .description('The versions of remotes in a built site, which may be one that is served.')
    .option('--site <folder>', 'the site', process.env.SITE_DIR ?? siteFolder);
  program
    .command('list', { isDefault: true })
    .description('which versions there are, and which of them pages load')
    .action(async (_options, command: Command) =>
      list(optionsSchema.parse(command.optsWithGlobals()).site, say),
    );
  addChanges(program, say);
  program
    .command('assemble')
    .argument('<built>', 'a site as `pnpm build site` makes it')
    .description('brings a whole new site in: the shell, and each remote of which it has a new version')
    .action(async (built: string, _options, command: Command) => {
      await assemble(resolve(built), resolve(optionsSchema.parse(command.optsWithGlobals()).site));
      say('The site is assembled.');
    });
  return program;
}
