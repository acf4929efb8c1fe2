import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { RabbitMqConnection } from './rabbitmq-connection.ts';

const muchLongerThanATestMs = 3_600_000;

it('closes at once though RabbitMQ does not answer a new connection', async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => void sockets.push(socket.on('error', () => undefined)));
  await once(silent.listen(0, '127.0.0.1'), 'listening');
  const address = silent.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const connection = new RabbitMqConnection({
    url: `amqp://guest:guest@127.0.0.1:${port}`,
    name: 'test',
    log: undefined,
    connectTimeMaxMs: muchLongerThanATestMs,
    retryDelayBaseMs: 10,
    retryDelayMaxMs: 10,
  });
  const opening = connection.open();
  await once(silent, 'connection');
  await connection.close();
  await opening;
  expect(connection.isUp).toBe(false);
  for (const socket of sockets) socket.destroy();
  silent.close();
});
