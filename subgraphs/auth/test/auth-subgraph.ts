import { join } from 'node:path';
import { startTestSubgraph, type TestSubgraph, type TestSubgraphOptions } from '@payloom/testkit/subgraph';
import type { AccessTokenSigner } from '../src/access-token.ts';
import { createContext, type Context } from '../src/context.ts';
import { httpRoutes } from '../src/http-routes.ts';
import { ormConfig } from '../src/orm.config.ts';
import { resolvers } from '../src/resolvers/resolvers.ts';
import { createTestSigner, testRelyingParty, testSealer } from './fixture.ts';

type Settings = Partial<Pick<TestSubgraphOptions<Context>, 'consumes' | 'background'>> & {
  /** What time it is there. */
  readonly now?: () => Date;
  readonly cookieSecure?: boolean;
  /** Takes the tokens of the test's issuer, which may say anything, for those that it signs itself. */
  readonly takesTestTokens?: boolean;
};

export interface TestAuth {
  readonly subgraph: TestSubgraph;
  /** Signs what the subgraph takes for its own tokens. */
  readonly signer: AccessTokenSigner;
}

/** The whole subgraph as `main.ts` starts it, on a database and a broker of its own. */
export async function startAuthSubgraph({
  now,
  cookieSecure = true,
  takesTestTokens = false,
  ...more
}: Settings = {}): Promise<TestAuth> {
  const signer = await createTestSigner();
  const subgraph = await startTestSubgraph({
    name: 'auth',
    orm: ormConfig,
    schemaPath: join(import.meta.dirname, '../schema.graphql'),
    resolvers,
    context: createContext({
      signer,
      sealer: testSealer,
      relyingParty: testRelyingParty,
      cookieSecure,
      ...(now && { now }),
    }),
    ...(takesTestTokens ? {} : { verifyToken: signer.verify }),
    routes: httpRoutes(signer),
    ...more,
  });
  return { subgraph, signer };
}
