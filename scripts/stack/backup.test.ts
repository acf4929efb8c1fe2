import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../build/artefacts.ts';
import { subgraphNames } from '../start/services.ts';
import { backUp } from './backup.ts';
import { recordedDocker, type RecordedAnswers } from './recorded-docker.fixture.ts';
import { restore } from './restore.ts';

const newest = (subgraph: string): string =>
  (
    readdirSync(join(root, 'subgraphs', subgraph, 'migrations'))
      .sort()
      .at(-1) ?? ''
  ).replace(/\.ts$/, '');

const running: RecordedAnswers = {
  lines: [
    ['ps --services', [...subgraphNames().map((name) => `${name}-db`), 'rabbitmq', 'profile']],
    ['rabbitmqctl', ['4.0.5']],
  ],
  talk: (service, line) => {
    if (line.includes('pg_export_snapshot')) return `snapshot of ${service}`;
    return line.includes('mikro_orm_migrations') ? newest(service.replace(/-db$/, '')) : '17.5';
  },
};

let place: string;
let folder: string;
let secretsFolder: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'payloom-backup-'));
  [folder, secretsFolder] = [join(place, 'backup'), join(place, 'secrets')];
  mkdirSync(secretsFolder);
  writeFileSync(join(secretsFolder, 'auth-sealing-key'), 'the-key');
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const makeBackup = async (answers = running, withSecrets = false) => {
  const { docker, told } = recordedDocker(answers);
  await backUp(docker, { folder, secretsFolder, withSecrets }, () => undefined);
  return told;
};

describe('a backup', () => {
  it('sees every database and the queues while no event can go from one to another', async () => {
    const told = await makeBackup();
    const [frozen, free] = [told.indexOf('pause rabbitmq'), told.indexOf('unpause rabbitmq')];
    expect(frozen).toBeGreaterThan(-1);
    const within = (what: RegExp) => {
      const at = told.findIndex((line) => what.test(line));
      return at > frozen && at < free;
    };
    for (const name of subgraphNames())
      expect([name, within(new RegExp(`^${name}-db: begin .*pg_export_snapshot`))]).toEqual([name, true]);
    expect(within(/tar .*\/var\/lib\/rabbitmq/)).toBe(true);
  });

  it('dumps while everybody works again, and each database as it was at that moment', async () => {
    const told = await makeBackup();
    for (const name of subgraphNames()) {
      const dump = told.findIndex((line) => line.includes(`--snapshot=snapshot of ${name}-db`));
      expect(dump).toBeGreaterThan(told.indexOf('unpause rabbitmq'));
      expect(dump).toBeLessThan(told.indexOf(`${name}-db: the end`));
    }
  });

  it.each(['pause rabbitmq', 'payments-db: begin', '--directory=/var/lib/rabbitmq'])(
    'sets RabbitMQ free and says that it is no whole backup when this fails: %s',
    async (failsAt) => {
      const { docker, told } = recordedDocker({ ...running, failsAt });
      await expect(
        backUp(docker, { folder, secretsFolder, withSecrets: false }, () => undefined),
      ).rejects.toThrow(failsAt);
      expect(told).toContain('unpause rabbitmq');
      expect(existsSync(join(folder, 'manifest.json'))).toBe(false);
      await expect(putBack()).rejects.toThrow('is no whole backup');
    },
  );

  it('holds no secret unless asked, only names of the keys it needs', async () => {
    await makeBackup();
    expect(readdirSync(folder).sort()).toEqual(
      [...subgraphNames().map((name) => `${name}.dump`), 'files.tar', 'manifest.json', 'rabbitmq.tar'].sort(),
    );
    expect(readFileSync(join(folder, 'manifest.json'), 'utf8')).not.toContain('the-key');
    rmSync(folder, { recursive: true });
    await makeBackup(running, true);
    expect(readFileSync(join(folder, 'secrets/auth-sealing-key'), 'utf8')).toBe('the-key');
  });

  it('is not mixed with what is in a folder, nor made of a stack that does not run', async () => {
    await expect(makeBackup({ ...running, lines: [['ps', ['auth-db']]] })).rejects.toThrow(
      /admin-db, payments-db, profile-db, rabbitmq is not running/,
    );
    await makeBackup();
    await expect(makeBackup()).rejects.toThrow('is not empty');
  });
});

const config = JSON.stringify({
  volumes: { 'auth-db': { name: 'stack_auth-db' }, grafana: { name: 'stack_grafana' }, mail: { name: 'm' } },
});
const fresh: RecordedAnswers = { lines: [['config --format json', [config]]] };

async function putBack(answers = fresh, over = false): Promise<string[]> {
  const { docker, told } = recordedDocker(answers);
  const prepare = async () => void told.push('prepare');
  await restore(docker, { folder, secretsFolder, over, prepare }, () => undefined);
  return told;
}

const changesNothing = async (message: RegExp, answers = fresh) => {
  const { docker, told } = recordedDocker(answers);
  const prepare = async () => void told.push('prepare');
  const asked = restore(docker, { folder, secretsFolder, over: false, prepare }, () => undefined);
  await expect(asked).rejects.toThrow(message);
  expect(told.filter((line) => !line.startsWith('config'))).toEqual([]);
};

describe('a restore', () => {
  beforeEach(async () => {
    await makeBackup();
  });

  it('fills databases, queues and files while no service runs', async () => {
    const told = await putBack();
    const at = (what: string) => told.findIndex((line) => line.includes(what));
    expect(at('prepare')).toBeLessThan(at('down'));
    for (const name of subgraphNames())
      expect(told[at(`< ${name}.dump`)]).toContain(`-T ${name}-db pg_restore`);
    expect(at('< rabbitmq.tar')).toBeGreaterThan(at('down'));
    expect(at('< files.tar')).toBeGreaterThan(at('down'));
    expect(told.filter((line) => line.startsWith('up '))).toEqual([
      `up --detach --no-build --no-deps --wait --wait-timeout 120 ${subgraphNames()
        .map((name) => `${name}-db`)
        .join(' ')}`,
    ]);
  });

  it('leaves a stack alone that has data, unless told, and then what was observed and mailed', async () => {
    const withData = { ...fresh, volumes: ['stack_auth-db', 'stack_grafana', 'm', 'of-others'] };
    await changesNothing(/has data \(stack_auth-db\).*--over/, withData);
    expect(await putBack(withData, true)).toContain('remove stack_auth-db');
  });

  it('changes nothing when a file is not what it was', async () => {
    writeFileSync(join(folder, 'payments.dump'), 'something else');
    rmSync(join(folder, 'files.tar'));
    await changesNothing(/damaged.*files\.tar, payments\.dump/);
  });

  it('changes nothing when the keys that it needs are not there', async () => {
    writeFileSync(join(secretsFolder, 'auth-sealing-key'), 'another');
    await changesNothing(/is not the key that codes of apps are sealed with/);
    writeFileSync(join(secretsFolder, 'auth-sealing-key'), 'another\nthe-key\n');
    await putBack();
  });

  it('changes nothing when the backup is of a newer version', async () => {
    rmSync(folder, { recursive: true });
    const talk = (service: string, line: string) =>
      line.includes('mikro_orm_migrations') && service === 'auth-db'
        ? '29990101000000-of-tomorrow'
        : (running.talk?.(service, line) ?? '');
    await makeBackup({ ...running, talk });
    await changesNothing(/auth has no migration 29990101000000-of-tomorrow/);
  });
});
