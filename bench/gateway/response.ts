const headEnd = Buffer.from('\r\n\r\n');
const lineEnd = '\r\n';

/** An answer to the one request that a connection waits for. */
export interface Response {
  readonly status: number;
  readonly body: Buffer;
}

/** The body of what was sent in chunks; undefined where more is to come. */
function joinChunks(data: Buffer, start: number): Buffer | undefined {
  const parts: Buffer[] = [];
  for (let at = start; ;) {
    const end = data.indexOf(lineEnd, at);
    if (end < 0) return undefined;
    const length = Number.parseInt(data.toString('latin1', at, end), 16);
    const next = end + lineEnd.length + length;
    if (data.length < next + lineEnd.length) return undefined;
    if (length === 0) return Buffer.concat(parts);
    parts.push(data.subarray(end + lineEnd.length, next));
    at = next + lineEnd.length;
  }
}

/**
 * Reads what came on a connection that waits for one answer; undefined where more is to come. So little of HTTP is
 * enough, and it takes less of the machine that everything runs on than a client that knows it all.
 */
export function readResponse(data: Buffer): Response | undefined {
  const end = data.indexOf(headEnd);
  if (end < 0) return undefined;
  const head = data.toString('latin1', 0, end);
  const start = end + headEnd.length;
  const status = Number(head.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length));
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) {
    const bodyEnd = start + Number(length);
    return data.length < bodyEnd ? undefined : { status, body: data.subarray(start, bodyEnd) };
  }
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) throw new Error(`There is no end to this:\n${head}`);
  const body = joinChunks(data, start);
  return body && { status, body };
}
