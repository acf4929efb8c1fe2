import type { SubgraphContext } from '@payloom/subgraph-kit/context';
import type { AccessTokenSigner } from './access-token.ts';
import { createRefreshCookie, type RefreshCookie } from './refresh-cookie.ts';

export interface Context extends SubgraphContext {
  readonly signer: AccessTokenSigner;
  readonly refreshCookie: RefreshCookie;
  readonly userAgent: string | undefined;
  readonly now: () => Date;
}

/** What the operations of this subgraph work with; a cookie is the resolvers' matter. */
export type OperationContext = Pick<Context, 'em' | 'clientAddress' | 'userAgent' | 'signer' | 'now'>;

export interface ContextSettings {
  signer: AccessTokenSigner;
  cookieSecure: boolean;
  now?: () => Date;
}

/** Makes the context of each GraphQL operation. */
export function createContext(settings: ContextSettings): (base: SubgraphContext) => Context {
  const { signer, cookieSecure, now = () => new Date() } = settings;
  return (base) => ({
    ...base,
    signer,
    now,
    userAgent: base.request.headers['user-agent'],
    refreshCookie: createRefreshCookie(base.request, base.reply, cookieSecure),
  });
}
