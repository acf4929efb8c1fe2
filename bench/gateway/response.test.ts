import { readResponse } from './response.ts';

const read = (text: string) => {
  const response = readResponse(Buffer.from(text));
  return response && [response.status, response.body.toString()];
};

it('reads a body of a known length, once all of it is there', () => {
  const whole = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nx: y\r\n\r\nhello';
  expect(read(whole)).toEqual([200, 'hello']);
  for (let length = 0; length < whole.length; length += 1)
    expect(read(whole.slice(0, length))).toBeUndefined();
});

it('reads a body in chunks, once all of them are there', () => {
  const whole =
    'HTTP/1.1 503 No\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\na\r\n, 12345678\r\n0\r\n\r\n';
  expect(read(whole)).toEqual([503, 'hello, 12345678']);
  for (let length = 0; length < whole.length; length += 1)
    expect(read(whole.slice(0, length))).toBeUndefined();
});

it('does not wait for the end of what has none', () => {
  expect(() => read('HTTP/1.1 200 OK\r\n\r\nhello')).toThrow('There is no end to this');
});
