import { setTimeout as delay } from 'node:timers/promises';
import { currentTrace, currentTraceparent, inTrace } from './trace.ts';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const other = '00-11111111111111111111111111111111-2222222222222222-00';

describe('a trace', () => {
  it('is that of the header, through everything asynchronous below', async () => {
    const later = await inTrace(traceparent, async () => {
      await delay(1);
      return currentTraceparent();
    });
    expect(later).toBe(traceparent);
  });

  it('carries along what others wrote beside it, as far as W3C asks for it', () => {
    const tracestate = 'congo=t61rcWkgMzE,rojo=00f067aa0ba902b7';
    expect(inTrace(traceparent, currentTrace, tracestate)).toEqual({ traceparent, tracestate });
    expect(inTrace(traceparent, currentTrace).tracestate).toBeUndefined();
    expect(inTrace(undefined, currentTrace, tracestate)).toEqual({});
    expect(inTrace(traceparent, currentTrace, `a=${'x'.repeat(600)}`).tracestate).toBeUndefined();
  });

  it('is kept apart from another one at the same time', async () => {
    const read = async () => {
      await delay(1);
      return currentTraceparent();
    };
    const both = await Promise.all([inTrace(traceparent, read), inTrace(other, read)]);
    expect(both).toEqual([traceparent, other]);
  });

  it('is none outside, with a broken header, and for work that has none though it is begun in one', () => {
    expect(currentTraceparent()).toBeUndefined();
    expect(inTrace('forged', currentTraceparent)).toBeUndefined();
    expect(inTrace(traceparent, () => inTrace(undefined, currentTraceparent))).toBeUndefined();
  });
});
