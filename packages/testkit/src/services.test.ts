import { publishServiceProblem, publishServiceUrl, readServiceUrl } from './env.ts';
import { amqpAnswers, redisAnswers } from './service-answers.ts';
import { amqpUrl, redisUrl } from './services.ts';

it('gives tests a RabbitMQ and a Redis that answer', async () => {
  expect(await amqpAnswers(amqpUrl())).toBe(true);
  expect(await redisAnswers(redisUrl())).toBe(true);
});

it('does not take a wrong password for an answer', async () => {
  const url = new URL(amqpUrl());
  url.password = 'wrong';
  expect(await amqpAnswers(url.href)).toBe(false);
});

describe('without a RabbitMQ', () => {
  const url = readServiceUrl('rabbitmq');
  afterEach(() => {
    publishServiceUrl('rabbitmq', url);
    publishServiceProblem('rabbitmq', undefined);
  });

  it('says what the setup found in the way', () => {
    publishServiceUrl('rabbitmq', undefined);
    publishServiceProblem('rabbitmq', 'Install it.');
    expect(amqpUrl).toThrow('There is no RabbitMQ for the tests. Install it.');
  });
});
