import { ChunkedBody } from './chunked-body.ts';
import { MalformedResponse } from './malformed-response.ts';
import { readHead, type ResponseHead } from './read-head.ts';

/** A response, whatever its status. */
export interface HttpResponse {
  readonly status: number;
  readonly contentType: string;
  readonly setCookies: readonly string[];
  readonly text: string;
  /** For so long another request may be sent over the same connection, in milliseconds; 0 is not at all. */
  readonly keepMs: number;
}

const headMaxBytes = 16 * 1024;
export const bodyMaxBytes = 64 * 1024 * 1024;
const headEnd = Buffer.from('\r\n\r\n');
const nothing = Buffer.alloc(0);

/** Reads one response from the pieces in which it comes (RFC 9112). */
export class ResponseReader {
  /** Of a head that is not whole. */
  #begun: Buffer = nothing;
  #head: ResponseHead | undefined;
  #chunked: ChunkedBody | undefined;
  #parts: Buffer[] = [];
  #bodyBytes = 0;

  /** Returns the response once it is whole; null until then. Throws a MalformedResponse. */
  read(piece: Buffer): HttpResponse | null {
    if (this.#head) return this.#readBody(this.#head, piece);
    const bytes = this.#begun.length === 0 ? piece : Buffer.concat([this.#begun, piece]);
    const end = bytes.indexOf(headEnd);
    if (end > headMaxBytes || (end === -1 && bytes.length > headMaxBytes))
      throw new MalformedResponse(`Its head is longer than ${headMaxBytes} bytes`);
    if (end === -1) {
      this.#begun = bytes;
      return null;
    }
    this.#begun = nothing;
    const head = readHead(bytes.toString('latin1', 0, end));
    const rest = bytes.subarray(end + headEnd.length);
    if (head.status < 200) return this.#passOver(head, rest);
    this.#head = head;
    if (head.bodyEnd === 'chunked') this.#chunked = new ChunkedBody();
    return this.#readBody(head, rest);
  }

  /** The connection has ended. Returns the response if it ends with that; null when some of it is missing. */
  end(): HttpResponse | null {
    const head = this.#head;
    return head?.bodyEnd === 'close' ? whole(head, this.#parts, nothing) : null;
  }

  /** One that only says that another will come; nobody has asked for another protocol. */
  #passOver({ status }: ResponseHead, rest: Buffer): HttpResponse | null {
    if (status === 101) throw new MalformedResponse('It speaks another protocol');
    return this.read(rest);
  }

  #readBody(head: ResponseHead, bytes: Buffer): HttpResponse | null {
    this.#bodyBytes += bytes.length;
    const { bodyEnd } = head;
    if (this.#bodyBytes > bodyMaxBytes || (typeof bodyEnd === 'number' && bodyEnd > bodyMaxBytes))
      throw new MalformedResponse(`Its body is longer than ${bodyMaxBytes} bytes`);
    if (this.#chunked) {
      const rest = this.#chunked.take(bytes);
      return rest && whole(head, this.#chunked.parts, rest);
    }
    const excess = typeof bodyEnd === 'number' ? this.#bodyBytes - bodyEnd : -1;
    this.#parts.push(excess > 0 ? bytes.subarray(0, -excess) : bytes);
    return excess < 0 ? null : whole(head, this.#parts, excess > 0 ? bytes.subarray(-excess) : nothing);
  }
}

/** After more than was said nobody knows where the next response begins. */
function whole(
  { status, contentType, setCookies, keepMs }: ResponseHead,
  parts: readonly Buffer[],
  rest: Buffer,
): HttpResponse {
  const [first] = parts;
  const body = first && parts.length === 1 ? first : Buffer.concat(parts);
  return {
    status,
    contentType,
    setCookies,
    text: body.toString(),
    keepMs: rest.length === 0 ? keepMs : 0,
  };
}
