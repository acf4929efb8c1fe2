import { PassThrough } from 'node:stream';
import { fieldLines, headOf, InvalidHeader, writeRequest } from './request-text.ts';

const body = '{"name":"Zoë"}';
const headWith = (headers: Record<string, string>): string =>
  headOf('payments:4001', { path: '/graphql?a=1', fields: fieldLines(headers), body });

function written(head: string): Buffer {
  const to = new PassThrough();
  writeRequest(to, head, body);
  return to.read() as Buffer;
}

describe('a request', () => {
  it('says where it goes, what it brings, and how many bytes that is', () => {
    expect(headWith({ accept: 'application/json', 'x-request-id': 'r-1' })).toBe(
      [
        'POST /graphql?a=1 HTTP/1.1',
        'host: payments:4001',
        'accept: application/json',
        'x-request-id: r-1',
        'content-length: 15',
        '\r\n',
      ].join('\r\n'),
    );
  });

  it('has its head in Latin-1 and its body in UTF-8', () => {
    const plain = headWith({});
    expect(written(plain)).toEqual(Buffer.from(plain + body));
    const head = headWith({ 'user-agent': 'Caf\u00e9' });
    expect(written(head)).toEqual(Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body)]));
  });

  it.each([
    ['the end of a line', 'a\r\nx-role: ADMIN'],
    ['a line feed', 'a\nb'],
    ['a null character', 'a\0'],
    ['a character that is not in Latin-1', '€'],
  ])('is not written with %s in a header', (_what, value) => {
    expect(() => headWith({ cookie: value })).toThrow(InvalidHeader);
  });
});
