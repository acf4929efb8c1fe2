import { fetchInTime } from '@payloom/session/fetch-in-time';

/** HTTP/2 and later carry many requests over one connection; by HTTP/1.1 a browser has six, which streams would use up. */
const carriesMany = (protocol: string): boolean => /^h[23]/.test(protocol);

function protocolsSpoken(): string[] {
  if (typeof PerformanceResourceTiming === 'undefined') return [];
  const { origin } = globalThis.location;
  return ['navigation', 'resource'].flatMap((type) =>
    performance
      .getEntriesByType(type)
      .filter((entry) => entry instanceof PerformanceResourceTiming && entry.name.startsWith(origin))
      .map((entry) => (entry instanceof PerformanceResourceTiming ? entry.nextHopProtocol : '')),
  );
}

/** Whether the page has come over a connection that carries many streams beside everything else. */
export const hasRoomForStreams = (): boolean => protocolsSpoken().some(carriesMany);

/** Whether somebody answers for the graph over HTTP, whatever they say: a proxy in front of nobody says 502 to 504. */
async function isAnswering(httpUrl: string): Promise<boolean> {
  try {
    const { status } = await fetchInTime(httpUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{__typename}' }),
    });
    return status < 500;
  } catch {
    return false;
  }
}

/** Whether event streams may do where sockets do not get through: the graph answers, and there is room for them. */
export async function canStream(httpUrl: string): Promise<boolean> {
  return hasRoomForStreams() && (await isAnswering(httpUrl));
}
