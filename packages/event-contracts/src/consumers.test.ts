import { catalogue } from './catalogue.ts';
import { consumerBindings, consumers, isConsumerQueue } from './consumers.ts';
import { matchesPattern } from './envelope.ts';

const types = Object.keys(catalogue);

/** The event types that a queue collects. */
const typesOf = (queue: keyof typeof consumers): string[] =>
  types.filter((type) => consumers[queue].patterns.some((pattern) => matchesPattern(pattern, type)));

describe('the consumers', () => {
  it.each(consumerBindings)('$queue is named consumer.entity.purpose and wants $patterns', ({ queue }) => {
    expect(queue).toMatch(/^[a-z]+(\.[a-z-]+){2}$/);
  });

  it('want only events that exist', () => {
    const wanted = consumerBindings.flatMap(({ patterns }) => patterns);
    expect(wanted.filter((pattern) => !types.some((type) => matchesPattern(pattern, type)))).toEqual([]);
  });

  it('audit what happens in every other subgraph, and nothing that admin itself or a notification tells', () => {
    // A notification repeats what is audited already.
    const audited = types.filter((type) => !/^(admin|profile\.notification)\./.test(type));
    expect(typesOf('admin.audit-entries.add')).toEqual(audited);
  });

  it('deliver every event live', () => {
    expect(typesOf('gateway.live.deliver')).toEqual(types);
  });

  it('are told from other queues', () => {
    expect(isConsumerQueue('payments.wallets.open')).toBe(true);
    expect(isConsumerQueue('payments.wallets.open.delay')).toBe(false);
    expect(isConsumerQueue('toString')).toBe(false);
  });
});
