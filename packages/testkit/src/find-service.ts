import { setTimeout as delay } from 'node:timers/promises';
import {
  findOrInstallProgram,
  findProgram,
  installHelp,
  rabbitMqProgram,
  redisProgram,
  type Machine,
  type ServerProgram,
} from './machine.ts';
import { startOwnRabbitMq } from './own-rabbitmq.ts';
import { startOwnRedis } from './own-redis.ts';

const containerMsMax = 90_000;
const containerPollMs = 200;

/** A service that the tests of one run may use. */
export interface FoundService {
  readonly url: string;
  /** Stops it if it was started for this run. */
  stop(): Promise<void>;
}

/** One kind of service, and how it can be had. */
export interface ServiceKind {
  readonly program: ServerProgram;
  /** Names a service that is to be used. */
  readonly variable: string;
  /** Where one stands on a developer's machine. */
  readonly usualUrl: string;
  readonly image: string;
  readonly imagePort: number;
  /** The address of one on a port of this machine. */
  readonly urlOf: (port: string) => string;
  readonly start: (program: string) => Promise<FoundService>;
}

export const rabbitMq: ServiceKind = {
  program: rabbitMqProgram,
  variable: 'AMQP_URL',
  usualUrl: 'amqp://guest:guest@127.0.0.1:5672',
  image: 'rabbitmq:4',
  imagePort: 5672,
  urlOf: (port) => `amqp://guest:guest@127.0.0.1:${port}`,
  start: startOwnRabbitMq,
};

export const redis: ServiceKind = {
  program: redisProgram,
  variable: 'REDIS_URL',
  usualUrl: 'redis://127.0.0.1:6379',
  image: 'redis:8',
  imagePort: 6379,
  urlOf: (port) => `redis://127.0.0.1:${port}`,
  start: startOwnRedis,
};

const notOurs = async () => undefined;

/** The service that a variable names, which is used or nothing is. */
async function findNamed(
  { program, variable }: ServiceKind,
  machine: Machine,
): Promise<FoundService | undefined> {
  const url = machine.env[variable];
  if (!url) return undefined;
  if (!(await machine.answers(url))) {
    throw new Error(
      `No ${program.service} answers at the address in ${variable}. Start it, or unset ${variable}.`,
    );
  }
  machine.say(`${program.service} for the tests: the one that ${variable} names.`);
  return { url, stop: notOurs };
}

async function findUsual(
  { program, usualUrl }: ServiceKind,
  machine: Machine,
): Promise<FoundService | undefined> {
  if (!(await machine.answers(usualUrl))) return undefined;
  machine.say(`${program.service} for the tests: the one on ${new URL(usualUrl).host}.`);
  return { url: usualUrl, stop: notOurs };
}

async function startProgram(
  { program, start }: ServiceKind,
  machine: Machine,
  path: string | undefined,
): Promise<FoundService | undefined> {
  if (path === undefined) return undefined;
  machine.say(`${program.service} for the tests: starting ${path} on a free port.`);
  return start(path);
}

async function startContainer(kind: ServiceKind, machine: Machine): Promise<FoundService | undefined> {
  const { program, image, imagePort, urlOf } = kind;
  const docker = findProgram({ ...program, names: ['docker'], places: [] }, machine);
  if (docker === undefined || !machine.succeeds(docker, ['version'])) return undefined;
  machine.say(`${program.service} for the tests: starting a container of ${image} (docker run).`);
  const publish = `127.0.0.1::${imagePort}`;
  const id = machine.output(docker, ['run', '--rm', '--detach', '--publish', publish, image]);
  if (id === undefined) return undefined;
  const stop = async () => void machine.output(docker, ['rm', '--force', '--volumes', id]);
  const port = machine
    .output(docker, ['port', id, `${imagePort}/tcp`])
    ?.split(':')
    .at(-1);
  const url = urlOf(port ?? '');
  const deadlineMs = Date.now() + containerMsMax;
  while (!(await machine.answers(url))) {
    if (Date.now() > deadlineMs) {
      await stop();
      throw new Error(`The container of ${image} did not answer within ${containerMsMax} ms.`);
    }
    await delay(containerPollMs);
  }
  return { url, stop };
}

/**
 * Finds a service for a run of tests, or starts one: the one a variable names, the one on the usual port, the installed
 * program, a container, the program after installing it. Rejects with what to install or set when none of it is to be
 * had. Says what it does.
 */
export async function findService(kind: ServiceKind, machine: Machine): Promise<FoundService> {
  const { program, variable } = kind;
  const found =
    (await findNamed(kind, machine)) ??
    (await findUsual(kind, machine)) ??
    (await startProgram(kind, machine, findProgram(program, machine))) ??
    (await startContainer(kind, machine)) ??
    (await startProgram(kind, machine, findOrInstallProgram(program, machine)));
  if (found) return found;
  throw new Error(`${installHelp(program)}, start Docker, or set ${variable} to the address of one.`);
}
