import { clientAddressOf } from './context.ts';
import { badUserInput, brokerUnavailable, maskError, unauthenticated } from './errors.ts';

describe('maskError', () => {
  it('hides what is ours: message, stack and inner addresses', () => {
    const masked = maskError({
      message: 'connect ECONNREFUSED 10.0.0.3:5432: select * from user',
      path: ['viewer'],
      extensions: { code: 'INTERNAL_SERVER_ERROR', stacktrace: ['at query.ts'] },
    });
    expect(masked).toEqual({
      message: 'Something went wrong on our side.',
      path: ['viewer'],
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
  });

  it('keeps what the caller can mend, without a stack', () => {
    const masked = maskError({
      message: 'first: too many',
      extensions: { code: 'BAD_USER_INPUT', stacktrace: ['x'] },
    });
    expect(masked).toEqual({ message: 'first: too many', extensions: { code: 'BAD_USER_INPUT' } });
  });

  it('does not send back all of a long value that is repeated in a message', () => {
    const { message } = maskError({ message: 'x'.repeat(100_000), extensions: { code: 'BAD_USER_INPUT' } });
    expect(message).toHaveLength(501);
  });

  it('knows the errors this package throws', () => {
    for (const error of [badUserInput('no'), brokerUnavailable('later'), unauthenticated('TOKEN_EXPIRED')]) {
      expect(maskError(error.toJSON()).message).toBe(error.message);
    }
  });
});

describe('clientAddressOf', () => {
  it('believes the last hop only, which the gateway wrote', () => {
    const headers = { 'x-forwarded-for': '6.6.6.6, 192.0.2.7' };
    expect(clientAddressOf({ headers, ip: '127.0.0.1' })).toBe('192.0.2.7');
    expect(clientAddressOf({ headers: {}, ip: '127.0.0.1' })).toBe('127.0.0.1');
  });
});
