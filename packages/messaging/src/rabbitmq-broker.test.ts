import { describeBrokerContract } from './broker.contract.ts';
import { makeRabbitMq } from './rabbitmq.fixture.ts';

describeBrokerContract('RabbitMQ', async () => makeRabbitMq());
