import { MalformedResponse } from './malformed-response.ts';

/** How a body ends: after so many bytes, with its last chunk, or with the connection (RFC 9112, section 6.3). */
export type BodyEnd = number | 'chunked' | 'close';

/** What the head of a response says of it, as far as anybody here wants to know. */
export interface ResponseHead {
  readonly status: number;
  readonly contentType: string;
  readonly setCookies: readonly string[];
  readonly bodyEnd: BodyEnd;
  /** For so long another request may be sent over the same connection, in milliseconds. */
  readonly keepMs: number;
}

const statusLine = /^HTTP\/1\.([01]) ([1-5]\d\d)(?: [\t\x20-\x7e\x80-\xff]*)?$/;
/** A field with its value, on one line. */
export const fieldLine = /^[\w!#$%&'*+.^`|~-]+:[\t\x20-\x7e\x80-\xff]*$/;
const saysEnd = new Set(['content-length', 'transfer-encoding']);
const bodyless = new Set([204, 304]);

/** For a server that does not say for how long it keeps connections. */
const keepMsUsually = 4_000;
const keepMsMax = 600_000;
/** What is on its way when the server closes it would be lost, so it is left alone a little before. */
const keepMarginMs = 1_000;

interface Fields {
  contentType: string;
  readonly setCookies: string[];
  length: string | undefined;
  encoding: string | undefined;
  connection: string;
  keepAlive: string;
}

/** Reads the head of a response, without the empty line at its end (RFC 9112, sections 4 and 5). Throws a MalformedResponse. */
export function readHead(text: string): ResponseHead {
  const [first = '', ...lines] = text.split('\r\n');
  const [, minor, status] = statusLine.exec(first) ?? [];
  if (status === undefined) throw new MalformedResponse('Its first line is none of HTTP/1.1');
  const fields: Fields = {
    contentType: '',
    setCookies: [],
    length: undefined,
    encoding: undefined,
    connection: '',
    keepAlive: '',
  };
  for (const line of lines) readField(line, fields);
  const code = Number(status);
  const said = bodyEndOf(fields);
  const bodyEnd = bodyless.has(code) ? 0 : said;
  const keepMs = minor === '1' && bodyEnd !== 'close' ? keepMsOf(fields) : 0;
  return { status: code, contentType: fields.contentType, setCookies: fields.setCookies, bodyEnd, keepMs };
}

function readField(line: string, fields: Fields): void {
  if (!fieldLine.test(line)) throw new MalformedResponse('One of its fields cannot be read');
  const colon = line.indexOf(':');
  const name = line.slice(0, colon).toLowerCase();
  const value = line.slice(colon + 1).trim();
  // Some readers take a tab for a space, and some do not: they would not see the same end.
  if (saysEnd.has(name) && line.includes('\t')) throw new MalformedResponse(`There is a tab in its ${name}`);
  switch (name) {
    case 'content-type':
      fields.contentType ||= value;
      break;
    case 'set-cookie':
      fields.setCookies.push(value);
      break;
    case 'content-length':
      if ((fields.length ?? value) !== value) throw new MalformedResponse('It has two lengths');
      fields.length = value;
      break;
    case 'transfer-encoding':
      fields.encoding = fields.encoding === undefined ? value : `${fields.encoding}, ${value}`;
      break;
    case 'connection':
      fields.connection += `,${value}`;
      break;
    case 'keep-alive':
      fields.keepAlive = value;
  }
}

function bodyEndOf({ length, encoding }: Fields): BodyEnd {
  if (encoding !== undefined) {
    // Who takes the one and who takes the other would not see the same response.
    if (length !== undefined) throw new MalformedResponse('It has a length and an encoding');
    if (encoding.toLowerCase() !== 'chunked') throw new MalformedResponse('Its encoding is not known');
    return 'chunked';
  }
  if (length === undefined) return 'close';
  if (!/^\d{1,15}$/.test(length)) throw new MalformedResponse('Its length is no number');
  return Number(length);
}

function keepMsOf({ connection, keepAlive }: Fields): number {
  if (/(?:^|,)\s*close\s*(?:,|$)/i.test(connection)) return 0;
  const [, seconds] = /\btimeout=(\d{1,9})/i.exec(keepAlive) ?? [];
  if (seconds === undefined) return keepMsUsually;
  return Math.min(Math.max(Number(seconds) * 1_000 - keepMarginMs, 0), keepMsMax);
}
