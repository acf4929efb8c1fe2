import { DiagnosticSeverity, Parser } from '@asyncapi/parser';
import { catalogue, createEvent } from '@payloom/event-contracts/catalogue';
import { consumers } from '@payloom/event-contracts/consumers';
import { deadLetterProperties, noFailures, withFailure } from '@payloom/messaging/rabbitmq-message';
import { asyncApiDocument } from './asyncapi.ts';

const userId = '0199aa00-0000-7000-8000-000000000001';

type Parsed = Awaited<ReturnType<Parser['parse']>>;
type Document = NonNullable<Parsed['document']>;

const parser = new Parser();
const graveSeverities = new Set<number>([DiagnosticSeverity.Error, DiagnosticSeverity.Warning]);

async function parse(document: object): Promise<Parsed & { problems: string[] }> {
  const parsed = await parser.parse(JSON.stringify(document));
  const grave = parsed.diagnostics.filter(({ severity }) => graveSeverities.has(severity));
  return { ...parsed, problems: grave.map(({ message, path }) => `${path.join('.')}: ${message}`) };
}

describe('the AsyncAPI document', () => {
  let document: Document;

  beforeAll(async () => {
    const { document: parsed, problems } = await parse(asyncApiDocument());
    expect(problems).toEqual([]);
    if (!parsed) throw new Error('The parser gave no document');
    document = parsed;
    // The parser holds the document against a large rule set, which takes long on a busy machine.
  }, 90_000);

  const messagesOf = (operation: string): string[] =>
    (document.operations().get(operation)?.messages().all() ?? []).map((message) => message.name() ?? '');

  it('is of AsyncAPI 3.0', () => {
    expect(document.version()).toBe('3.0.0');
  });

  it('would be refused with a reference to nothing', async () => {
    const whole = asyncApiDocument();
    const { problems } = await parse({ ...whole, channels: {} });
    expect(problems).not.toEqual([]);
  });

  it.each(['admin', 'auth', 'payments', 'profile'])(
    'says that %s publishes its events, and only those',
    (name) => {
      const types = Object.keys(catalogue).filter((type) => type.startsWith(`${name}.`));
      expect(messagesOf(`${name}.publish`).toSorted()).toEqual(types.toSorted());
    },
  );

  it('has no event that nobody publishes', () => {
    const published = document
      .operations()
      .filterBySend()
      .flatMap((operation) => operation.messages().all());
    expect(published.map((message) => message.name()).toSorted()).toEqual(Object.keys(catalogue).toSorted());
  });

  it.each([
    ['payments.wallets.open', ['auth.user.registered']],
    ['admin.users.rename', ['profile.profile.created', 'profile.profile.updated']],
    ['gateway.live.deliver', Object.keys(catalogue).sort()],
  ])('says what %s consumes', (queue, types) => {
    // Each version of an event that is still read is a message of its own.
    expect([...new Set(messagesOf(`${queue}.consume`))]).toEqual(types);
  });

  it.each(Object.keys(consumers))('has the queue of %s, and the one of its dead letters', (queue) => {
    const addresses = document
      .channels()
      .all()
      .map((channel) => channel.address());
    expect(addresses).toEqual(expect.arrayContaining([queue, `${queue}.dead`]));
    expect(messagesOf(`${queue}.collect`)).toEqual(['dead-letter']);
  });

  it('describes an event as the envelope with the data of its type', () => {
    const message = document.components().messages().get('payments.payment.created.v1');
    expect(message?.contentType()).toBe('application/cloudevents+json');
    expect(message?.payload()?.json()).toMatchObject({
      allOf: [
        { required: expect.arrayContaining(['id', 'subject', 'audience', 'data']) },
        {
          properties: {
            type: { const: 'payments.payment.created' },
            dataschema: { const: 'payments.payment.created/1' },
            data: { properties: { paymentId: { type: 'string', format: 'uuid' } } },
          },
        },
      ],
    });
  });

  it('names the headers that dead letters are given', () => {
    const event = createEvent({
      type: 'auth.session.started',
      subject: userId,
      data: { userId, sessionId: userId },
      audience: [],
      actor: userId,
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    });
    const failures = withFailure(noFailures, 'The database is away', new Date());
    const { headers } = deadLetterProperties(event, failures, 'The database is away');
    const described = document.components().messages().get('dead-letter')?.headers()?.properties() ?? {};
    expect(Object.keys(described).toSorted()).toEqual(Object.keys(headers ?? {}).toSorted());
  });
});
