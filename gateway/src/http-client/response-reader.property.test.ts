import { request, type IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import fc from 'fast-check';
import { ResponseReader } from './response-reader.ts';

/** What somebody who reads a response makes of it. */
interface Seen {
  readonly status: number;
  readonly contentType: string;
  readonly setCookies: readonly string[];
  readonly text: string;
}

const refused = Symbol('refused');

/** A connection on which these pieces come, and no more. */
function connectionWith(pieces: readonly Buffer[]): Duplex {
  const connection = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
  for (const piece of pieces) connection.push(piece);
  connection.push(null);
  return connection;
}

/** By Node's own client. */
async function seenByNode(pieces: readonly Buffer[]): Promise<Seen | typeof refused> {
  const connection = connectionWith(pieces);
  const asked = request({ method: 'POST', createConnection: () => connection });
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  asked.once('response', resolve).on('error', reject).end();
  try {
    const response = await promise;
    const { statusCode = 0, headers } = response;
    const text = await textOf(response);
    const { 'content-type': contentType = '', 'set-cookie': setCookies = [] } = headers;
    return { status: statusCode, contentType, setCookies, text };
  } catch {
    return refused;
  } finally {
    asked.destroy();
  }
}

/** By ours. */
function seenByReader(pieces: readonly Buffer[]): Seen | typeof refused {
  const reader = new ResponseReader();
  try {
    for (const piece of pieces) {
      const response = reader.read(piece);
      if (response) return seen(response);
    }
    const response = reader.end();
    return response ? seen(response) : refused;
  } catch {
    return refused;
  }
}

const seen = ({ status, contentType, setCookies, text }: Seen): Seen => ({
  status,
  contentType,
  setCookies,
  text,
});

const mixedCase = (name: string) => fc.mixedCase(fc.constant(name));
const space = fc.constantFrom('', ' ', '  ', '\t');
const field = (name: string, value: fc.Arbitrary<string>) =>
  fc
    .tuple(mixedCase(name), space, value, space)
    .map((parts) => `${parts[0]}:${parts[1]}${parts[2]}${parts[3]}`);
const word = fc.stringMatching(/^[\w;=/ .-]{0,20}$/).map((text) => text.trim());

const fields = fc.array(
  fc.oneof(
    field('content-type', fc.constantFrom('application/json', 'text/html; charset=utf-8')),
    field('set-cookie', word),
    field('x-request-id', word),
    field('date', fc.constant('Mon, 30 Nov 2026 09:00:00 GMT')),
  ),
  { maxLength: 5 },
);

/** In chunks of these sizes, and the rest in one. */
function chunked(body: Buffer, sizes: readonly number[], extension: string, trailers: string): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (const size of [...sizes, body.length]) {
    const chunk = body.subarray(at, at + size);
    at += chunk.length;
    if (chunk.length === 0) continue;
    parts.push(Buffer.from(`${chunk.length.toString(16)}${extension}\r\n`), chunk, Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from(`0\r\n${trailers}\r\n`)]);
}

/** A body as it is sent, and the field that says how it ends. */
const framed = fc
  .tuple(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom('length', 'chunked', 'close'),
    fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 4 }),
    fc.constantFrom('', ';a', ';a="b c"', ';a=1;b'),
    fc.constantFrom('', 'digest: x\r\n'),
  )
  .map(([text, how, sizes, extension, trailers]) => {
    const body = Buffer.from(text);
    if (how === 'length') return { line: [`content-length: ${body.length}`], sent: body };
    if (how === 'chunked')
      return { line: ['Transfer-Encoding: chunked'], sent: chunked(body, sizes, extension, trailers) };
    return { line: [], sent: body };
  });

const response = fc
  .tuple(fc.constantFrom('200 OK', '201', '204 No Content', '400 Bad', '503 Busy'), fields, framed)
  .map(([status, lines, { line, sent }]) => ({
    head: Buffer.from([`HTTP/1.1 ${status}`, ...lines, ...line, '', ''].join('\r\n')),
    sent: status.startsWith('204') ? Buffer.alloc(0) : sent,
  }));

/** A byte that is another, is gone, or is one more. */
const change = fc.record({
  at: fc.nat(),
  instead: fc.constantFrom(0, 1),
  byte: fc.oneof(
    fc.constantFrom(0, 9, 10, 13, 32, 44, 48, 58, 59, 127, 200).map((byte) => [byte]),
    fc.constant([]),
  ),
});

const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 12 });

function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const size of [...sizes, bytes.length]) {
    if (at < bytes.length) pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return pieces;
}

describe('a response', () => {
  it('is read as Node’s own client reads it', async () => {
    await fc.assert(
      fc.asyncProperty(response, cuts, async ({ head, sent }, sizes) => {
        const pieces = cut(Buffer.concat([head, sent]), sizes);
        expect(seenByReader(pieces)).toEqual(await seenByNode(pieces));
      }),
      { numRuns: 500 },
    );
  });

  it('that Node’s own client refuses is refused, whatever has become of its bytes', async () => {
    await fc.assert(
      fc.asyncProperty(response, change, async ({ head, sent }, { at, instead, byte }) => {
        const bytes = Buffer.concat([head, sent]);
        const from = at % bytes.length;
        const changed = [bytes.subarray(0, from), Buffer.from(byte), bytes.subarray(from + instead)];
        const byReader = seenByReader([Buffer.concat(changed)]);
        const byNode = await seenByNode([Buffer.concat(changed)]);
        // Ours may be the stricter one, but never reads something else.
        if (byReader !== refused) expect(byReader).toEqual(byNode);
      }),
      { numRuns: 1500 },
    );
  });
});
