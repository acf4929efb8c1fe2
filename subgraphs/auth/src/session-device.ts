import Bowser from 'bowser';

/** What a session's program says of itself; a word that is not known is null. */
export interface SessionDevice {
  kind: 'DESKTOP' | 'PHONE' | 'TABLET' | 'OTHER';
  browser: string | null;
  system: string | null;
}

const kinds: Readonly<Record<string, SessionDevice['kind']>> = {
  desktop: 'DESKTOP',
  mobile: 'PHONE',
  tablet: 'TABLET',
};

/** Reads a user agent. Anybody may write anything there: it is a hint for the owner, and nothing is decided by it. */
export function readDevice(userAgent: string | null): SessionDevice {
  if (!userAgent) return { kind: 'OTHER', browser: null, system: null };
  const { browser, os, platform } = Bowser.parse(userAgent);
  return {
    kind: kinds[platform.type ?? ''] ?? 'OTHER',
    browser: browser.name || null,
    system: os.name || null,
  };
}
