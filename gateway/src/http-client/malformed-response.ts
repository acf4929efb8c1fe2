/** What came is no response by RFC 9112, or more of one than is taken. */
export class MalformedResponse extends Error {
  override readonly name = 'MalformedResponse';
}
