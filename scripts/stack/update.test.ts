import { recordedDocker } from './recorded-docker.fixture.ts';
import { updateService } from './update.ts';

const services = ['auth', 'auth-db', 'auth-migrate', 'gateway', 'nginx'];

/** Docker with these replicas of every service, which notes what it is told to do. */
function dockerWith(replicas: readonly string[], { failsAt }: { failsAt?: string } = {}) {
  const { docker, told } = recordedDocker({
    lines: [
      ['config', services],
      ['--all', [...replicas, 'new']],
      ['ps', replicas],
    ],
    ...(failsAt === undefined ? {} : { failsAt: `${failsAt} ` }),
  });
  return { docker, told: () => told.filter((line) => !/^(config|ps) /.test(line)) };
}

it('starts as many new replicas as there are, and stops the old ones once those are healthy', async () => {
  const { docker, told } = dockerWith(['one', 'two']);
  await updateService(docker, 'gateway');
  expect(told()).toEqual([
    'build gateway',
    'up --detach --no-deps --no-recreate --scale gateway=4 --wait --wait-timeout 180 gateway',
    'stop one two within 25 s',
  ]);
});

it('migrates the database of a subgraph first', async () => {
  const { docker, told } = dockerWith(['one']);
  await updateService(docker, 'auth');
  expect(told().slice(0, 2)).toEqual(['build auth', 'run --rm --no-deps auth-migrate']);
});

it('starts one where none runs', async () => {
  const { docker, told } = dockerWith([]);
  await updateService(docker, 'gateway');
  expect(told()).toHaveLength(2);
  expect(told()[1]).toContain('--scale gateway=1 ');
});

it('takes the new replicas away when they do not become healthy, and leaves the old ones', async () => {
  const { docker, told } = dockerWith(['one'], { failsAt: 'up' });
  await expect(updateService(docker, 'gateway')).rejects.toThrow('the old one goes on');
  expect(told().at(-1)).toBe('stop new within 25 s');
});

it('changes nothing when the migration fails', async () => {
  const { docker, told } = dockerWith(['one'], { failsAt: 'run' });
  await expect(updateService(docker, 'auth')).rejects.toThrow();
  expect(told()).toEqual(['build auth', 'run --rm --no-deps auth-migrate']);
});

it.each([
  ['nginx', 'There is only one nginx'],
  ['payment', 'There is no service payment. There are: auth, auth-db'],
])('says why it does not update %s', async (service, message) => {
  const { docker, told } = dockerWith(['one']);
  await expect(updateService(docker, service)).rejects.toThrow(message);
  expect(told()).toEqual([]);
});
