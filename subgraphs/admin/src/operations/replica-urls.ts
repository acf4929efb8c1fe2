import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A name server that is away must not hold up the look at everything else. */
const lookUpMsMax = 1_000;

/** What a name stands for: of one family, for a replica may have an address of each. */
export async function addressesOf(hostname: string): Promise<readonly string[]> {
  const found = await lookup(hostname, { all: true });
  return found.filter(({ family }) => family === found[0]?.family).map(({ address }) => address);
}

/**
 * Where each replica of a service answers: containers of one service share its name. A certificate is made out to the name,
 * so by HTTPS whoever the name leads to is asked.
 */
export async function replicaUrls(
  url: string,
  lookUp: (hostname: string) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'http:' || isIP(hostname.replaceAll(/[[\]]/g, '')) !== 0) return [url];
  // A name that stands for nothing is as one that does not answer.
  const late = delay(lookUpMsMax, [], { ref: false });
  const addresses = await Promise.race([lookUp(hostname).catch(() => []), late]);
  if (addresses.length < 2) return [url];
  return addresses.map((address) => {
    const replica = new URL(url);
    replica.hostname = isIP(address) === 6 ? `[${address}]` : address;
    return replica.href;
  });
}
