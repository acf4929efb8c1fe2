import { createHmac, timingSafeEqual } from 'node:crypto';

/** The header that a webhook is signed in: `t=<seconds>,v1=<HMAC-SHA-256 of "<seconds>.<body>", hex>`. */
export const signatureHeader = 'payloom-signature';

/** A webhook that is older, or from further ahead, is a replay or comes from a clock that nobody can trust. */
export const replayWindowSeconds = 300;

const macOf = (secret: string, seconds: number, body: string): Buffer =>
  createHmac('sha256', secret).update(`${seconds}.${body}`).digest();

export function signWebhook(secret: string, body: string, now = new Date()): string {
  const seconds = Math.floor(now.getTime() / 1000);
  return `t=${seconds},v1=${macOf(secret, seconds, body).toString('hex')}`;
}

/** Why a signature does not count; null when it does. */
export function judgeSignature(
  { secret, header, body }: { secret: string; header: unknown; body: string },
  now = new Date(),
): 'missing' | 'malformed' | 'outside the replay window' | 'forged' | null {
  if (typeof header !== 'string') return 'missing';
  const [, time, mac] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  if (time === undefined || mac === undefined) return 'malformed';
  if (!timingSafeEqual(Buffer.from(mac, 'hex'), macOf(secret, Number(time), body))) return 'forged';
  const ageSeconds = Math.abs(now.getTime() / 1000 - Number(time));
  return ageSeconds > replayWindowSeconds ? 'outside the replay window' : null;
}
