import { traceHeaders } from './trace.ts';

const trace = '0af7651916cd43dd8448eb211c80319c';
const parent = 'b7ad6b7169203331';
const fresh = /^00-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-00$/;

describe('the trace of an operation', () => {
  it.each([
    [`00-${trace}-${parent}-01`, `00-${trace}-${parent}-01`],
    [`00-${trace}-${parent}-00`, `00-${trace}-${parent}-00`],
    // Flags this version does not know are not told on.
    [`00-${trace}-${parent}-fb`, `00-${trace}-${parent}-01`],
    // A later version may say more behind.
    [`cc-${trace}-${parent}-01-what-the-future-brings`, `00-${trace}-${parent}-01`],
  ])('is continued from %s', (traceparent, expected) => {
    expect(traceHeaders({ traceparent, tracestate: 'congo=t61rcWkgMzE' })).toEqual({
      traceparent: expected,
      tracestate: 'congo=t61rcWkgMzE',
    });
  });

  it.each([
    ['nothing', undefined],
    ['nonsense', 'forged'],
    ['an empty header', ''],
    ['two headers in one', `00-${trace}-${parent}-01, 00-${trace}-${parent}-01`],
    ['a trace of zeros', `00-${'0'.repeat(32)}-${parent}-01`],
    ['a parent of zeros', `00-${trace}-${'0'.repeat(16)}-01`],
    ['capital letters', `00-${trace.toUpperCase()}-${parent}-01`],
    ['the forbidden version', `ff-${trace}-${parent}-01`],
    ['more than its version has', `00-${trace}-${parent}-01-more`],
    ['a line break', `00-${trace}-${parent}-01\nx-role: admin`],
  ])('begins anew with %s, without the state of another', (_name, traceparent) => {
    const headers = traceHeaders({
      ...(traceparent === undefined ? {} : { traceparent }),
      tracestate: 'a=b',
    });
    expect(headers).toEqual({ traceparent: expect.stringMatching(fresh) });
    expect(headers.traceparent).not.toContain(trace);
  });

  it.each(['', 'ü=1', `a=${'x'.repeat(600)}`])('goes on without the state "%s"', (tracestate) => {
    const traceparent = `00-${trace}-${parent}-01`;
    expect(traceHeaders({ traceparent, tracestate })).toEqual({ traceparent });
  });
});
