import { createLogger } from './logger.ts';
import { inTrace } from './trace.ts';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

function setUp() {
  const lines: string[] = [];
  const log = createLogger({ name: 'payments', level: 'info' }, { write: (line) => void lines.push(line) });
  const last = (): unknown => JSON.parse(lines.at(-1) ?? 'null');
  return { log, lines, last };
}

describe('the log', () => {
  it('ties a line to the trace it was written in', () => {
    const { log, last } = setUp();
    inTrace(traceparent, () => log.info({ paymentId: 'one' }, 'paid'));
    const ids = { trace_id: '0af7651916cd43dd8448eb211c80319c', span_id: 'b7ad6b7169203331' };
    expect(last()).toMatchObject({ name: 'payments', msg: 'paid', paymentId: 'one', ...ids });
    log.info('outside');
    expect(last()).not.toHaveProperty('trace_id');
  });

  it.each([
    ['an email in the message', 'no mail to alice@example.com', {}],
    ['an email in a field', 'no mail', { to: 'alice@example.com' }],
    ['an email in a URL', 'GET /users?email=alice%40example.com', {}],
    ['a name', 'hello', { user: { displayName: 'alice@' } }],
    ['a name with quotes in it', 'hello', { displayName: 'Alice "alice@" A' }],
    ['a token', 'refused eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJlLWFsaWNl', {}],
    ['a header', 'asked', { req: { headers: { authorization: 'Bearer alice@secret-alice' } } }],
    ['a bearer in text', 'sent Bearer alice-alice-alice', {}],
    ['a refresh token', 'rotated', { refreshToken: 'alice@1234567890' }],
    ['a password in a URL', 'cannot reach postgresql://payloom:alice-secret@db/auth', {}],
    ['a phone number', 'no text to +49 151 2345 6789', {}],
    ['a network address', 'throttled', { clientAddress: '203.0.113.9' }],
  ])('leaves out %s', (_, message, fields) => {
    const { log, lines, last } = setUp();
    log.warn(fields, message);
    expect(lines.join('')).not.toMatch(/alice(?:@|%40|-)|hbGci|2345 6789|203\.0\.113/i);
    // It is still a line of JSON that says what happened.
    expect(last()).toMatchObject({ name: 'payments', level: 40 });
  });

  it('leaves out the values of a statement that failed, and of the row that stood in its way', () => {
    const { log, lines, last } = setUp();
    const cause = new Error('Key (display_name)=(Alice Arden) already exists.');
    const failure = new Error("insert into users (display_name) values ('Alice Arden') - duplicate key", {
      cause,
    });
    log.error({ err: failure }, 'an operation failed');
    expect(lines.join('')).not.toContain('Arden');
    expect(last()).toMatchObject({
      err: { message: "insert into users (display_name) values ('?') - duplicate key" },
    });
  });

  it('keeps what is needed to find out what happened', () => {
    const { log, last } = setUp();
    const fields = { queue: 'payments.payments.process', attempt: 3, url: 'http://127.0.0.1:4000/graphql' };
    log.warn(fields, 'tried again in 200 ms');
    expect(last()).toMatchObject({ ...fields, msg: 'tried again in 200 ms' });
  });
});
