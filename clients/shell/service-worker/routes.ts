/** What the gateway answers itself, and no page of ours. */
const notOurs = /^\/(?:graphql|files|explorer|healthz|readyz|metrics|webhooks)(?:\/|$)/;
const hasExtension = /\.\w+$/;
/** As gateway/src/http/cache-control.ts and nginx/site.conf know them. */
const hashedName = /[.-][\da-f]{8,}\.(?!html$|json$)[\w.]+$/;

/** Whether the shell answers the address. */
export const isOwnPage = ({ pathname }: URL): boolean =>
  !notOurs.test(pathname) && !hasExtension.test(pathname);

/** Of each remote every version has a folder of its own, in which nothing ever changes. */
const release = /^\/remotes\/[^/]+\/[^/]+\/./;

/** Where the list of remotes is. */
export const pointer = '/remotes.json';

/** The list of remotes: it says where everything else of them is. */
export const isPointer = ({ origin, pathname }: URL): boolean =>
  origin === self.location.origin && pathname === pointer;

/** Whether what stands at the address is the same for ever, or part of this very version. */
export function isUnchanging({ href, origin, pathname }: URL, inShell: ReadonlySet<string>): boolean {
  if (inShell.has(href)) return hasExtension.test(pathname);
  if (origin !== self.location.origin || notOurs.test(pathname)) return false;
  return hashedName.test(pathname) || release.test(pathname);
}
