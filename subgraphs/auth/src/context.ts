import type { SubgraphContext } from '@payloom/subgraph-kit/context';
import { stepUpAfterSecondsDefault } from '@payloom/subgraph-kit/step-up';
import type { AccessTokenSigner } from './access-token.ts';
import type { RelyingParty } from './passkeys/relying-party.ts';
import { createDeviceCookie, type DeviceCookie } from './device-cookie.ts';
import { createRefreshCookie, type RefreshCookie } from './refresh-cookie.ts';
import type { Sealer } from './sealing.ts';

export interface Context extends SubgraphContext {
  readonly signer: AccessTokenSigner;
  readonly refreshCookie: RefreshCookie;
  readonly userAgent: string | undefined;
  readonly deviceCookie: DeviceCookie;
  /** What the device cookie held when the request came. */
  readonly deviceToken: string | undefined;
  readonly now: () => Date;
  readonly sealer: Sealer;
  readonly stepUpAfterSeconds: number;
  readonly relyingParty: RelyingParty;
}

/** What the operations of this subgraph work with; a cookie is the resolvers' matter. */
export type OperationContext = Pick<
  Context,
  'em' | 'clientAddress' | 'userAgent' | 'deviceToken' | 'signer' | 'now' | 'sealer' | 'relyingParty'
>;

export interface ContextSettings {
  signer: AccessTokenSigner;
  cookieSecure: boolean;
  sealer: Sealer;
  relyingParty: RelyingParty;
  now?: () => Date;
}

/** Makes the context of each GraphQL operation. */
export function createContext(settings: ContextSettings): (base: SubgraphContext) => Context {
  const { signer, cookieSecure, sealer, relyingParty, now = () => new Date() } = settings;
  return (base) => {
    const deviceCookie = createDeviceCookie(base.request, base.reply, cookieSecure);
    return {
      ...base,
      deviceCookie,
      deviceToken: deviceCookie.read(),
      signer,
      now,
      sealer,
      relyingParty,
      stepUpAfterSeconds: stepUpAfterSecondsDefault,
      userAgent: base.request.headers['user-agent'],
      refreshCookie: createRefreshCookie(base.request, base.reply, cookieSecure),
    };
  };
}
