import { subgraphNames } from '../start/services.ts';
import type { Rotation } from './rotate.ts';
import {
  brokerUrl,
  brokerUser,
  databaseUrl,
  keepSecret,
  newPassword,
  redisHash,
  redisUrl,
  redisUsers,
} from './secrets.ts';
import { replaceReplicas } from './update.ts';

const healthySecondsMax = 120;

/** One database after the other: connections that are open stay so, and new replicas have the new password. */
export async function rotateDatabases({ docker, secretsFolder, say }: Rotation): Promise<void> {
  for (const subgraph of subgraphNames()) {
    const word = newPassword();
    const session = await docker.talk(
      ...['exec', '-T', `${subgraph}-db`, 'psql', '--no-psqlrc', '--quiet', '--tuples-only', '--no-align'],
      ...['--set=ON_ERROR_STOP=1', '--username=payloom', `--dbname=${subgraph}`],
    );
    // By standard input: no list of processes shows it.
    await session.ask(`alter role payloom password '${word}'; select 'changed';`);
    await session.end();
    keepSecret(secretsFolder, `${subgraph}-db-password`, word);
    keepSecret(secretsFolder, `${subgraph}-db-url`, databaseUrl(subgraph, word));
    await replaceReplicas(docker, subgraph);
    say(`The database of ${subgraph} has a new password.`);
  }
}

/** One service after the other: events of one that cannot connect for a moment wait in its outbox and its queues. */
export async function rotateRabbitMq({ docker, secretsFolder, say }: Rotation): Promise<void> {
  for (const service of [...subgraphNames(), 'gateway']) {
    const word = newPassword();
    const url = brokerUrl(service, word);
    // Were RabbitMQ started again in between, it would take the new one.
    keepSecret(secretsFolder, `${service}-rabbitmq-user.json`, brokerUser(service, url));
    // It reads the password, or anything, only where this is all that is asked of it.
    const session = await docker.talk('exec', '-T', 'rabbitmq', 'rabbitmqctl', 'change_password', service);
    await session.ask(word);
    await session.end();
    keepSecret(secretsFolder, `${service}-amqp-url`, url);
    await replaceReplicas(docker, service);
    say(`${service} has a new password at RabbitMQ.`);
  }
}

/** Redis takes both passwords while gateways are replaced; then it starts with the new one alone. */
export async function rotateRedis({ docker, secretsFolder, read, say }: Rotation): Promise<void> {
  const [old, word] = [read('redis-password').trim(), newPassword()];
  const asRedis = `REDISCLI_AUTH=$(cat /run/secrets/redis-password) redis-cli acl setuser default '#${redisHash(word)}'`;
  await docker.lines('exec', '-T', 'redis', 'sh', '-c', asRedis);
  // Were Redis started again in between, it would still take both.
  keepSecret(secretsFolder, 'redis-users.acl', redisUsers(word, old));
  keepSecret(secretsFolder, 'redis-password', word);
  keepSecret(secretsFolder, 'redis-url', redisUrl(word));
  await replaceReplicas(docker, 'gateway');
  keepSecret(secretsFolder, 'redis-users.acl', redisUsers(word));
  const wait = ['--wait', '--wait-timeout', String(healthySecondsMax)];
  await docker.compose('up', '--detach', '--no-build', '--no-deps', '--force-recreate', ...wait, 'redis');
  say('Redis has a new password.');
}
