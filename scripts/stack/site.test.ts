import { recordedDocker } from './recorded-docker.fixture.ts';
import { stackProgram } from './program.ts';

async function toldBy(...words: string[]): Promise<string[]> {
  const { docker, told } = recordedDocker();
  await stackProgram(docker, () => undefined).parseAsync(words, { from: 'user' });
  return told;
}

it('brings the clients as they are now into the site, without touching nginx', async () => {
  expect(await toldBy('site')).toEqual(['build site', 'run --rm --no-deps site']);
});

it('releases one remote as its sources are now', async () => {
  expect(await toldBy('remotes', 'deploy', 'payments')).toEqual([
    'build site',
    'run --rm --no-deps site deploy payments --from /built',
  ]);
});

it('releases what was built elsewhere, which the container may only read', async () => {
  expect(await toldBy('remotes', 'deploy', 'payments', '--from', '/srv/release')).toEqual([
    'run --rm --no-deps --volume /srv/release:/release:ro site deploy payments --from /release',
  ]);
});

it('rolls a remote back, to the version before or to one that is named', async () => {
  expect(await toldBy('remotes', 'rollback', 'auth')).toEqual(['run --rm --no-deps site rollback auth']);
  expect(await toldBy('remotes', 'rollback', 'auth', '0.1.0-ab')).toEqual([
    'run --rm --no-deps site rollback auth 0.1.0-ab',
  ]);
});

it('lists the versions when nothing else is asked', async () => {
  expect(await toldBy('remotes')).toEqual(['run --rm --no-deps site list']);
});
