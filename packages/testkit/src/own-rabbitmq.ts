import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import getPort from 'get-port';
import { killEpmd } from './epmd.ts';
import { findOrInstallProgram, installHelp, rabbitMqProgram } from './machine.ts';
import { startOnFreePorts, startOwnServer, type OwnServer } from './own-server.ts';
import { portIsClosed } from './port-is-closed.ts';
import { amqpAnswers } from './service-answers.ts';

/**
 * A RabbitMQ that belongs to one test and may be killed. RabbitMQ writes down where a quorum queue has its data some half
 * a second after it was declared: killed sooner, it never finds that queue again (seen with 3.10).
 */
export interface OwnRabbitMq extends OwnServer {
  readonly url: string;
  readonly port: number;
  /** `rabbitmqctl` of this broker; resolves with what it printed. */
  ctl(...args: string[]): Promise<string>;
}

interface Ports {
  readonly amqp: number;
  readonly distribution: number;
  readonly epmd: number;
}

const execute = promisify(execFile);

/** Nothing of the machine's own broker: node name, cookie, ports, port mapper, configuration and data are all others. */
function environment(folder: string, ports: Ports): NodeJS.ProcessEnv {
  const { PATH, LANG, TMPDIR } = process.env;
  const missing = join(folder, 'missing');
  return {
    PATH,
    LANG,
    TMPDIR,
    HOME: join(folder, 'home'),
    ERL_EPMD_PORT: String(ports.epmd),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_CRASH_DUMP_SECONDS: '0',
    RABBITMQ_NODENAME: `payloom-${ports.amqp}@localhost`,
    RABBITMQ_DIST_PORT: String(ports.distribution),
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_SCHEMA_DIR: join(folder, 'schema'),
    RABBITMQ_PID_FILE: join(folder, 'pid'),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
    RABBITMQ_CONFIG_FILES: missing,
    RABBITMQ_ADVANCED_CONFIG_FILE: `${missing}.config`,
    RABBITMQ_CONF_ENV_FILE: `${missing}.conf`,
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'enabled_plugins'),
  };
}

const configuration = (ports: Ports): string =>
  [
    `listeners.tcp.local = 127.0.0.1:${ports.amqp}`,
    'log.file.level = warning',
    'disk_free_limit.absolute = 50MB',
    '',
  ].join('\n');

async function start(program: string): Promise<OwnRabbitMq> {
  const [amqp, distribution, epmd] = await Promise.all([getPort(), getPort(), getPort()]);
  const ports = { amqp, distribution, epmd };
  const folder = await mkdtemp(join(tmpdir(), 'payloom-rabbitmq-'));
  for (const name of ['home', 'data', 'log']) await mkdir(join(folder, name));
  await writeFile(join(folder, 'rabbitmq.conf'), configuration(ports));
  await writeFile(join(folder, 'enabled_plugins'), '[].\n');
  const env = environment(folder, ports);
  const url = `amqp://guest:guest@127.0.0.1:${amqp}`;
  const afterKill = async () => {
    await portIsClosed(amqp);
    await killEpmd(epmd);
  };
  try {
    const server = await startOwnServer({
      name: 'The RabbitMQ of a test',
      folder,
      command: [program],
      env,
      epmdPort: epmd,
      isReady: () => amqpAnswers(url),
      afterKill,
    });
    const ctl = async (...args: string[]) =>
      (await execute(join(dirname(program), 'rabbitmqctl'), args, { env, cwd: folder })).stdout;
    return {
      url,
      port: amqp,
      ctl,
      kill: () => server.kill(),
      restart: () => server.restart(),
      stop: () => server.stop(),
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    throw error;
  }
}

/**
 * Starts a RabbitMQ from the installed program, on free ports of 127.0.0.1 and with a folder of its own, in some five
 * seconds. Rejects with what to install where there is none.
 */
export async function startOwnRabbitMq(
  program: string | undefined = findOrInstallProgram(rabbitMqProgram),
): Promise<OwnRabbitMq> {
  if (program === undefined) throw new Error(`${installHelp(rabbitMqProgram)}.`);
  return startOnFreePorts(() => start(program));
}
