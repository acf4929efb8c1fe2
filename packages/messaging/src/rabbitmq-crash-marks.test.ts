import { AckWindow } from './rabbitmq-acks.ts';
import { CrashMarks } from './rabbitmq-crash-marks.ts';

function marksOn(publish: () => boolean): CrashMarks {
  const acks = new AckWindow({ ack: () => undefined });
  return new CrashMarks({ channel: { publish }, acks, queue: 'admin.users.register.delay' });
}

describe('marking an event before it is tried', () => {
  it('fails when RabbitMQ goes away before the mark is stored', async () => {
    const marks = marksOn(() => true);
    const isMarked = marks.set('an event');
    marks.end();
    await expect(isMarked).rejects.toThrow('RabbitMQ went away');
  });

  it('fails when RabbitMQ went away before, instead of waiting for ever', async () => {
    const marks = marksOn(() => true);
    marks.end();
    await expect(marks.set('an event')).rejects.toThrow('RabbitMQ went away');
  });

  it('fails once on a channel that is closed, and leaves no failure that nobody hears of', async () => {
    const marks = marksOn(() => {
      throw new Error('Channel closed');
    });
    const unheard: unknown[] = [];
    const hear = (reason: unknown) => void unheard.push(reason);
    process.on('unhandledRejection', hear);
    await expect(marks.set('an event')).rejects.toThrow('Channel closed');
    marks.end();
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', hear);
    expect(unheard).toEqual([]);
  });
});
