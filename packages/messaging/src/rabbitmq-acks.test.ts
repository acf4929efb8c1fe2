import type { Message } from 'amqplib';
import { AckWindow } from './rabbitmq-acks.ts';

/** A message as far as acknowledging goes. */
const message = (deliveryTag: number): Message => ({
  content: Buffer.alloc(0),
  fields: { deliveryTag, redelivered: false, exchange: '', routingKey: '' },
  properties: {
    contentType: undefined,
    contentEncoding: undefined,
    headers: undefined,
    deliveryMode: undefined,
    priority: undefined,
    correlationId: undefined,
    replyTo: undefined,
    expiration: undefined,
    messageId: undefined,
    timestamp: undefined,
    type: undefined,
    userId: undefined,
    appId: undefined,
    clusterId: undefined,
  },
});

describe('acknowledging in one frame', () => {
  let frames: string[];
  let acks: AckWindow;
  beforeEach(() => {
    frames = [];
    const ack = ({ fields }: Message, upTo = false) =>
      void frames.push(upTo ? `up to ${fields.deliveryTag}` : `${fields.deliveryTag}`);
    acks = new AckWindow({ ack });
  });
  const turn = async (...tags: number[]) => {
    for (const tag of tags) acks.ack(message(tag));
    await Promise.resolve();
  };

  it('acknowledges together what was dealt with in one turn', async () => {
    await turn(2, 1, 3);
    expect(frames).toEqual(['up to 3']);
  });

  it('never acknowledges what is still under way', async () => {
    await turn(1, 3, 4);
    expect(frames).toEqual(['up to 1', '3', '4']);
    await turn(5);
    expect(frames.slice(3)).toEqual(['5']);
    await turn(2);
    expect(frames.slice(4)).toEqual(['up to 2']);
    await turn(6, 7);
    expect(frames.slice(5)).toEqual(['up to 7']);
  });

  it('lets a channel be gone', async () => {
    acks = new AckWindow({
      ack: () => {
        throw new Error('Channel closed');
      },
    });
    await turn(1);
    await turn(2);
  });
});
