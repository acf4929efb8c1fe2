import type { IncomingHttpHeaders } from 'node:http';

/** A request, as far as it says where it comes from. */
export interface Arrived {
  readonly headers: IncomingHttpHeaders;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/** How many proxies of ours stand in front, each of which writes into `x-forwarded-for` whom it heard. */
export interface Surroundings {
  /** Left out, there is none. */
  readonly proxiesInFront?: number;
}

/**
 * The addresses a request came by, the caller's own last. Those of our proxies are left out; what a caller wrote into the
 * header stands before and is not to be believed.
 */
export function addressesOf({ headers, socket }: Arrived, { proxiesInFront = 0 }: Surroundings): string[] {
  const { 'x-forwarded-for': forwarded } = headers;
  if (forwarded === undefined) return socket.remoteAddress === undefined ? [] : [socket.remoteAddress];
  const hops = [forwarded, socket.remoteAddress]
    .flat()
    .flatMap((hop) => hop?.split(',') ?? [])
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '');
  return hops.slice(0, Math.max(1, hops.length - proxiesInFront));
}
