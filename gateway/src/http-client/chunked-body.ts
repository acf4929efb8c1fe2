import { MalformedResponse } from './malformed-response.ts';
import { fieldLine } from './read-head.ts';

const lineFeed = 10;
const lineMaxCharacters = 1_024;
const trailersMax = 64;
const token = "[\\w!#$%&'*+.^`|~-]+";
const quoted = String.raw`"(?:[\t\x20\x21\x23-\x5b\x5d-\x7e\x80-\xff]|\\[\t\x20-\x7e\x80-\xff])*"`;
/** Extensions may follow the size, which nobody here knows. */
const sizeLine = new RegExp(String.raw`^([\da-f]{1,8})(?:;${token}(?:=(?:${token}|${quoted}))?)*$`, 'i');

/** A body that comes in chunks, each with its size before it (RFC 9112, section 7.1). What is said behind the last is not read. */
export class ChunkedBody {
  readonly parts: Buffer[] = [];
  #next: 'size' | 'data' | 'end of data' | 'trailer' | 'nothing' = 'size';
  /** Of the chunk that is coming. */
  #leftBytes = 0;
  /** The beginning of a line whose end has not come. */
  #line = '';
  #trailersCount = 0;

  /** Returns what of these bytes is not of it any more, once it is whole; null until then. Throws a MalformedResponse. */
  take(bytes: Buffer): Buffer | null {
    let at = 0;
    while (this.#next !== 'nothing') {
      if (at === bytes.length) return null;
      at = this.#next === 'data' ? this.#takeData(bytes, at) : this.#takeLine(bytes, at);
    }
    return bytes.subarray(at);
  }

  #takeData(bytes: Buffer, at: number): number {
    const part = bytes.subarray(at, at + this.#leftBytes);
    this.parts.push(part);
    this.#leftBytes -= part.length;
    if (this.#leftBytes === 0) this.#next = 'end of data';
    return at + part.length;
  }

  #takeLine(bytes: Buffer, at: number): number {
    const end = bytes.indexOf(lineFeed, at);
    const upTo = end === -1 ? bytes.length : end + 1;
    this.#line += bytes.toString('latin1', at, upTo);
    if (this.#line.length > lineMaxCharacters)
      throw new MalformedResponse('A line between chunks has no end');
    if (end === -1) return upTo;
    if (!this.#line.endsWith('\r\n')) throw new MalformedResponse('A line between chunks ends otherwise');
    this.#readLine(this.#line.slice(0, -2));
    this.#line = '';
    return upTo;
  }

  #readLine(line: string): void {
    if (this.#next === 'size') {
      const [, size] = sizeLine.exec(line) ?? [];
      if (size === undefined) throw new MalformedResponse('A chunk has no size');
      this.#leftBytes = Number.parseInt(size, 16);
      this.#next = this.#leftBytes === 0 ? 'trailer' : 'data';
    } else if (this.#next === 'end of data') {
      if (line !== '') throw new MalformedResponse('A chunk is longer than its size');
      this.#next = 'size';
    } else if (line === '') this.#next = 'nothing';
    else this.#passOver(line);
  }

  #passOver(trailer: string): void {
    if (!fieldLine.test(trailer)) throw new MalformedResponse('One of its trailers cannot be read');
    this.#trailersCount += 1;
    if (this.#trailersCount > trailersMax) throw new MalformedResponse('There is no end to its trailers');
  }
}
