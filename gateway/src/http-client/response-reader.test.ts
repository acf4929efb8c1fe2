import { MalformedResponse } from './malformed-response.ts';
import { bodyMaxBytes, ResponseReader, type HttpResponse } from './response-reader.ts';

const lines = (...all: string[]): string => all.join('\r\n');
const ok = (...fields: string[]): string => lines('HTTP/1.1 200 OK', ...fields, '', '');

/** Null where it is not whole even when the connection has ended. */
function readIn(pieces: readonly Buffer[]): HttpResponse | null {
  const reader = new ResponseReader();
  for (const piece of pieces) {
    const response = reader.read(piece);
    if (response) return response;
  }
  return reader.end();
}

const read = (text: string) => readIn([Buffer.from(text)]);

const responses: readonly (readonly [string, string, Partial<HttpResponse>])[] = [
  [
    'with a length',
    `${ok('Content-Type: application/json', 'Content-Length: 15')}{"name":"Zoë"}`,
    { status: 200, contentType: 'application/json', text: '{"name":"Zoë"}' },
  ],
  [
    'in chunks, with extensions and trailers',
    `${ok('transfer-encoding: Chunked')}5;q="1"\r\nhello\r\nA\r\n, chunks\r\n\r\n0\r\nDigest: x\r\n\r\n`,
    { text: 'hello, chunks\r\n' },
  ],
  [
    'that ends with its connection',
    `${ok('content-type: text/plain')}to the end`,
    { text: 'to the end', keepMs: 0 },
  ],
  ['without a body', lines('HTTP/1.1 204 No Content', '', ''), { status: 204, text: '' }],
  ['of no length', ok('Content-Length: 0'), { text: '', setCookies: [] }],
  [
    'after others that only announce it',
    `${lines('HTTP/1.1 100 Continue', '', 'HTTP/1.1 103 Early Hints', 'Link: </x>', '', '')}${ok('content-length: 2')}{}`,
    { status: 200, text: '{}' },
  ],
  [
    'with cookies, spaces and characters of another alphabet',
    `${ok('set-cookie:a=1; HttpOnly  ', 'Set-Cookie: \tb=2', 'x-name: caf\u00e9', 'content-length:2')}{}`,
    { setCookies: ['a=1; HttpOnly', 'b=2'], text: '{}' },
  ],
  [
    'without words for its status',
    `${lines('HTTP/1.1 503 ', 'content-length: 2', '', '')}no`,
    { status: 503 },
  ],
];

describe('a response', () => {
  it.each(responses)('%s is read, in whatever pieces it comes', (_what, text, expected) => {
    // Heads are in Latin-1, and what is beyond ASCII in these bodies stands alone.
    const [head = '', ...body] = text.split(/(?<=\r\n\r\n)/);
    const bytes = Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body.join(''))]);
    const wholly = readIn([bytes]);
    expect(wholly).toMatchObject(expected);
    for (let at = 1; at < bytes.length; at += 1)
      expect(readIn([bytes.subarray(0, at), bytes.subarray(at)])).toEqual(wholly);
    expect(readIn(Array.from(bytes, (byte) => Buffer.from([byte])))).toEqual(wholly);
  });

  it.each([
    ['its head', 'HTTP/1.1 200 OK\r\ncontent-le'],
    ['its body', `${ok('content-length: 5')}four`],
    ['its last chunk', `${ok('transfer-encoding: chunked')}4\r\nfour\r\n`],
    ['the response after an announcement', 'HTTP/1.1 100 Continue\r\n\r\n'],
  ])('is not there when the connection ends before %s', (_what, text) => {
    expect(read(text)).toBeNull();
  });
});

describe('what is no response', () => {
  it.each([
    ['another version', 'HTTP/2 200\r\n\r\n'],
    ['something else', 'SSH-2.0-OpenSSH_9\r\n\r\n'],
    ['a status of no kind', 'HTTP/1.1 700 Odd\r\n\r\n'],
    ['another protocol', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n'],
    ['a field without a colon', ok('content-length')],
    ['a space before a colon', ok('content-length : 2')],
    ['a field that goes on in the next line', ok('x-a: 1', ' 2')],
    ['a line feed inside a field', ok('x-a: 1\n2')],
    ['a null character', ok('x-a: \0')],
    ['two lengths', `${ok('content-length: 2', 'content-length: 3')}{}`],
    ['a length and an encoding', `${ok('content-length: 2', 'transfer-encoding: chunked')}{}`],
    ['a length that is no number', ok('content-length: +2')],
    ['a length of several', ok('content-length: 2, 2')],
    ['a tab around an encoding', `${ok('transfer-encoding: chunked\t')}0\r\n\r\n`],
    ['an encoding that is not known', ok('transfer-encoding: gzip, chunked')],
    ['a chunk without a size', `${ok('transfer-encoding: chunked')}x\r\n`],
    ['an extension with a null character', `${ok('transfer-encoding: chunked')}2;a\0\r\n{}\r\n0\r\n\r\n`],
    ['a trailer that is none', `${ok('transfer-encoding: chunked')}0\r\nno trailer\r\n\r\n`],
    ['a space behind a size', `${ok('transfer-encoding: chunked')}2 \r\n{}\r\n0\r\n\r\n`],
    ['a chunk of a negative size', `${ok('transfer-encoding: chunked')}-1\r\n`],
    ['a chunk longer than its size', `${ok('transfer-encoding: chunked')}2\r\n{}}\r\n`],
    ['a size whose line ends otherwise', `${ok('transfer-encoding: chunked')}2\n{}\r\n`],
    ['a size whose line does not end', `${ok('transfer-encoding: chunked')}2;${'x'.repeat(2_000)}`],
    ['trailers without an end', `${ok('transfer-encoding: chunked')}0\r\n${'a: b\r\n'.repeat(65)}`],
    ['a head without an end', ok(...Array.from({ length: 2_000 }, (_, at) => `x-${at}: 1`))],
    ['a head of which the end does not come', `HTTP/1.1 200 OK\r\nx: ${'1'.repeat(17_000)}`],
    ['a body longer than is taken', ok(`content-length: ${bodyMaxBytes + 1}`)],
  ])('is not taken for one: %s', (_what, text) => {
    expect(() => read(text)).toThrow(MalformedResponse);
  });

  it('is not taken for one when it only turns out to be longer than is taken', () => {
    const piece = Buffer.alloc(bodyMaxBytes / 4, 'x');
    const reader = new ResponseReader();
    reader.read(Buffer.from(ok()));
    for (let pieces = 0; pieces < 4; pieces += 1) expect(reader.read(piece)).toBeNull();
    expect(() => reader.read(Buffer.from('x'))).toThrow(MalformedResponse);
  });
});

describe('a connection', () => {
  it.each([
    ['for a while when nothing is said', ok('content-length: 0'), 4_000],
    ['a second less than the server does', ok('content-length: 0', 'Keep-Alive: timeout=72, max=9'), 71_000],
    ['for ten minutes at most', ok('content-length: 0', 'keep-alive: timeout=99999'), 600_000],
    [
      'not at all when the server will close it within the second',
      ok('content-length: 0', 'keep-alive: timeout=1'),
      0,
    ],
    ['not at all when the server closes it', ok('content-length: 0', 'connection: Keep-Alive, Close'), 0],
    ['not at all by the version before', 'HTTP/1.0 200 OK\r\ncontent-length: 0\r\n\r\n', 0],
    ['not at all after more than was said', `${ok('content-length: 0')}more`, 0],
    ['not at all after more than the last chunk', `${ok('transfer-encoding: chunked')}0\r\n\r\nHTTP`, 0],
  ])('is kept %s', (_what, text, keepMs) => {
    expect(read(text)).toMatchObject({ status: 200, text: '', keepMs });
  });
});
