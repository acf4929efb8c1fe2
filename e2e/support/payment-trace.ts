import type { TraceParts } from './otlp-receiver.ts';

/** What the trace of a payment is made of, from the page that makes it to the page that is told of it. */
export const partsOfPayment: TraceParts = {
  'the browser asks': ({ service, name }) => service === 'browser' && name === 'mutation MakePayment',
  'the gateway takes it': ({ service, name }) => service === 'gateway' && name === 'POST /graphql',
  'the gateway fetches': ({ service, name }) => service === 'gateway' && name === 'fetch payments',
  'payments answers': ({ service, name }) =>
    service === 'payments' && name.startsWith('mutation MakePayment'),
  'payments writes its tables and its outbox': ({ service, attributes }) =>
    service === 'payments' && /insert into "outbox"/.test(attributes['db.query.text'] ?? ''),
  'payments commits': ({ service, name }) => service === 'payments' && name === 'sql commit',
  'the relay publishes': ({ service, name }) =>
    service === 'payments' && name === 'publish payments.payment.completed',
  'payments goes on by its own events': ({ service, name }) =>
    service === 'payments' && name.startsWith('process payments.'),
  'admin consumes': ({ service, name }) => service === 'admin' && name === 'process admin.audit-entries.add',
  'admin writes its inbox or what it learned': ({ service, name }) =>
    service === 'admin' && name === 'sql insert',
  'the gateway consumes': ({ service, name }) =>
    service === 'gateway' && name === 'process gateway.live.deliver',
  'the gateway delivers': ({ service, name }) => service === 'gateway' && name.startsWith('deliver '),
  'a page takes the update': ({ service, name }) => service === 'browser' && name.startsWith('update '),
};
