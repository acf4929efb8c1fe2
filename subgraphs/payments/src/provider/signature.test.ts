import { judgeSignature, signWebhook } from './signature.ts';

const secret = 'a secret of 32 characters or more';
const body = '{"type":"payout.settled"}';
const now = new Date('2026-11-28T12:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

test('what was signed with the secret counts, within five minutes on either side', () => {
  const header = signWebhook(secret, body, now);
  for (const seconds of [0, 299, -299]) {
    expect(judgeSignature({ secret, header, body }, later(seconds))).toBeNull();
  }
  for (const seconds of [301, -301]) {
    expect(judgeSignature({ secret, header, body }, later(seconds))).toBe('outside the replay window');
  }
});

test('nothing else does', () => {
  const header = signWebhook(secret, body, now);
  const judge = (change: object) => judgeSignature({ secret, header, body, ...change }, now);
  expect(judge({ body: `${body} ` })).toBe('forged');
  expect(judge({ secret: 'another secret that is as long as' })).toBe('forged');
  // A fresh time on an old signature.
  expect(judge({ header: header.replace(/t=\d+/, `t=${Math.floor(later(400).getTime() / 1000)}`) })).toBe(
    'forged',
  );
  expect(judge({ header: undefined })).toBe('missing');
  for (const malformed of ['', 't=,v1=', `${header}0`, header.replace('v1', 'v0'), 'x'.repeat(10_000)]) {
    expect(judge({ header: malformed })).toBe('malformed');
  }
});
