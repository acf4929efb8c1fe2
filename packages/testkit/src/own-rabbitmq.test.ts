import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { connect } from 'amqplib';
import { startOwnRabbitMq, type OwnRabbitMq } from './own-rabbitmq.ts';
import { amqpAnswers } from './service-answers.ts';

const queue = 'kept';
/** See OwnRabbitMq. */
const queueWrittenMs = 1_500;

async function send(url: string, text: string): Promise<void> {
  const connection = await connect(url);
  connection.on('error', () => undefined);
  const channel = await connection.createConfirmChannel();
  await channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  channel.sendToQueue(queue, Buffer.from(text), { persistent: true });
  await channel.waitForConfirms();
  await connection.close();
}

async function receive(url: string): Promise<string | undefined> {
  const connection = await connect(url);
  connection.on('error', () => undefined);
  const channel = await connection.createChannel();
  const message = await channel.get(queue, { noAck: true });
  await connection.close();
  return message === false ? undefined : message.content.toString();
}

/** Of the processes of this system, those that were started with this text. */
function processesWith(text: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
        return `${commandLine}${environment}`.includes(text) ? [commandLine] : [];
      } catch {
        return [];
      }
    });
}

const whereProcessesAreFiles = existsSync('/proc/self/cmdline') ? it : it.skip;

describe('startOwnRabbitMq', () => {
  let own: OwnRabbitMq;
  beforeAll(async () => {
    own = await startOwnRabbitMq();
  }, 120_000);
  afterAll(() => own?.stop());

  it('keeps confirmed messages of quorum queues when it is killed', async () => {
    await send(own.url, 'precious');
    await delay(queueWrittenMs);
    await own.kill();
    expect(await amqpAnswers(own.url)).toBe(false);
    await own.restart();
    expect(await receive(own.url)).toBe('precious');
  }, 120_000);

  it('is ruled by its own rabbitmqctl', async () => {
    expect(await own.ctl('--quiet', 'list_queues', 'name', 'type')).toMatch(/^kept\s+quorum$/m);
  });

  whereProcessesAreFiles('leaves nothing running', async () => {
    const nodeName = `payloom-${own.port}@localhost`;
    expect(processesWith(nodeName).join()).toMatch(/beam[^]*epmd|epmd[^]*beam/);
    await own.stop();
    expect(processesWith(nodeName)).toEqual([]);
  });
});
