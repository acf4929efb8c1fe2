import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { root } from '../build/artefacts.ts';
import type { Docker } from './docker.ts';
import { backUp } from './backup.ts';
import { restore } from './restore.ts';
import { rotate, rotationNames } from './rotate.ts';
import { Problem } from '../start/problem.ts';
import { makeSecrets } from './secrets.ts';
import { deployRemote, listRemotes, rollBackRemote, updateSite } from './site.ts';
import { updateService } from './update.ts';

const healthySecondsMax = 300;
const secretsFolder = join(root, 'secrets');

async function sayNewSecrets(say: (line: string) => void): Promise<void> {
  const made = await makeSecrets(secretsFolder);
  if (made.length > 0) say(`Made in secrets/: ${made.join(', ')}.`);
}

async function prepare(docker: Docker, build: boolean, say: (line: string) => void): Promise<void> {
  await sayNewSecrets(say);
  if (build) await docker.compose('build');
}

async function bringUp(docker: Docker, say: (line: string) => void): Promise<void> {
  const wait = ['--wait', '--wait-timeout', String(healthySecondsMax)];
  await docker.compose('up', '--detach', '--no-build', '--remove-orphans', ...wait);
  const port = process.env.HTTPS_PORT;
  say(`Payloom is ready at https://localhost${port ? `:${port}` : ''}`);
}

const newFolder = (): string => join(root, 'backups', new Date().toISOString().replace(/[:.]/g, '-'));

function addBackups(program: Command, docker: Docker, say: (line: string) => void): void {
  program
    .command('backup')
    .description('backs up the running stack: databases, events on their way, uploaded files')
    .argument('[folder]', 'a new or empty one; without it, one in backups/ named by the time')
    .option('--with-secrets', 'copies secrets/ too, readable for whoever can read the backup')
    .action((folder: string | undefined, { withSecrets = false }: { withSecrets?: boolean }) =>
      backUp(docker, { folder: resolve(folder ?? newFolder()), secretsFolder, withSecrets }, say),
    );
  program
    .command('restore')
    .description('puts a backup into an empty stack, and brings it up')
    .argument('<folder>', 'what `stack backup` has written')
    .option('--over', 'removes the data that are there')
    .option('--no-build', 'with the images there are')
    .action(async (folder: string, { over = false, build }: { over?: boolean; build: boolean }) => {
      const request = { folder: resolve(folder), secretsFolder, over };
      await restore(docker, { ...request, prepare: () => prepare(docker, build, say) }, say);
      await bringUp(docker, say);
    });
}

function addReleases(program: Command, docker: Docker): void {
  program
    .command('site')
    .description('brings the clients as their sources are now into the site that nginx serves')
    .action(() => updateSite(docker));
  const remotes = program
    .command('remotes')
    .description('the versions of remotes in the site that nginx serves');
  remotes
    .command('list', { isDefault: true })
    .description('which versions there are, and which of them pages load')
    .action(() => listRemotes(docker));
  remotes
    .command('deploy')
    .argument('<name>', 'such as payments')
    .description('lets pages load a remote as its sources are now; open tabs go on with what they have')
    .option(
      '--from <folder>',
      'a release that was built elsewhere, or a site that has it; everybody can read it',
    )
    .action((name: string, { from }: { from?: string }) => deployRemote(docker, name, from));
  remotes
    .command('rollback')
    .argument('<name>', 'such as payments')
    .argument('[version]', 'one of the list; left out, the one that came before')
    .description('lets pages load a version that is still there')
    .action((name: string, version?: string) => rollBackRemote(docker, name, version));
}

function addRotations(program: Command, docker: Docker, say: (line: string) => void): void {
  program
    .command('rotate')
    .description('puts a new secret in the place of an old one, while everything runs')
    .argument('<name>', rotationNames.join(', '))
    .option('--finish', 'an old key counts no more')
    .option('--certificate <file>', 'a certificate, with those that vouch for it')
    .option('--key <file>', 'its key')
    .action(async (name: string, options: { finish?: boolean; certificate?: string; key?: string }) => {
      const { finish = false, certificate, key } = options;
      if ((certificate === undefined) !== (key === undefined))
        throw new Problem('A certificate and its key go together: --certificate FILE --key FILE');
      const pair = certificate !== undefined && key !== undefined ? { certificate, key } : undefined;
      await rotate(name, { docker, secretsFolder, say, finish, pair });
    });
}

/** What `pnpm stack` can do. */
export function stackProgram(docker: Docker, say: (line: string) => void): Command {
  const program = new Command('stack').description('Payloom in containers: docker-compose.yml.');
  program
    .command('secrets')
    .description('makes the secrets that are missing, and leaves those that are there')
    .action(() => sayNewSecrets(say));
  program
    .command('up')
    .description('builds what is stale and brings everything up; returns when all of it is healthy')
    .option('--no-build', 'with the images there are')
    .action(async ({ build }: { build: boolean }) => {
      await prepare(docker, build, say);
      await bringUp(docker, say);
    });
  program
    .command('update')
    .description('replaces one service by what its sources are now, without a dropped request')
    .argument('<service>', 'such as payments or gateway')
    .action((service: string) => updateService(docker, service));
  addReleases(program, docker);
  addBackups(program, docker, say);
  addRotations(program, docker, say);
  program
    .command('watch')
    .description('brings edits of sources into the running containers')
    .action(() => docker.compose('-f', 'docker-compose.yml', '-f', 'docker-compose.watch.yml', 'watch'));
  program
    .command('down')
    .description('stops everything; data stay, in volumes')
    .action(() => docker.compose('down'));
  return program;
}
