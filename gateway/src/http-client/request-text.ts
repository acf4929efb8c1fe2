import type { Writable } from 'node:stream';

/** A POST, before it is known over which connection it goes. */
export interface RequestText {
  readonly path: string;
  /** Lines, as `fieldLines` makes them. */
  readonly fields: string;
  readonly body: string;
}

const noFieldValue = /[^\t\x20-\x7e\x80-\xff]/;
const notAscii = /[\x80-\xff]/;

/** A header that would be something else as soon as it is written. */
export class InvalidHeader extends Error {
  override readonly name = 'InvalidHeader';
}

/** Headers as they are written, which several requests may have in common. Throws an InvalidHeader. */
export function fieldLines(headers: Readonly<Record<string, string>>): string {
  let lines = '';
  for (const [name, value] of Object.entries(headers)) {
    if (noFieldValue.test(value)) throw new InvalidHeader(`The value of ${name} cannot be sent`);
    lines += `${name}: ${value}\r\n`;
  }
  return lines;
}

/** The head of a request to `host`, which is a name with its port (RFC 9112, section 3). */
export function headOf(host: string, { path, fields, body }: RequestText): string {
  const length = Buffer.byteLength(body);
  return `POST ${path} HTTP/1.1\r\nhost: ${host}\r\n${fields}content-length: ${length}\r\n\r\n`;
}

/** Writes a request in one piece: heads are in Latin-1, bodies in UTF-8, which mostly are the same. */
export function writeRequest(to: Writable, head: string, body: string): void {
  if (!notAscii.test(head)) {
    to.write(head + body);
    return;
  }
  to.cork();
  to.write(head, 'latin1');
  to.write(body);
  to.uncork();
}
