import { join } from 'node:path';
import { openMailSender } from '@payloom/mail/open-mail-sender';
import { runSubgraph } from '@payloom/subgraph-kit/start-subgraph';
import { createAccessTokenSigner } from './access-token.ts';
import { startBackground } from './background.ts';
import { createContext } from './context.ts';
import { readAuthEnv } from './env.ts';
import { consumes } from './events/consumes.ts';
import { httpRoutes } from './http-routes.ts';
import { createMailComposer } from './mails/compose-mail.ts';
import { ormConfig } from './orm.config.ts';
import { relyingPartyOf } from './passkeys/relying-party.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { createSealer } from './sealing.ts';

const env = readAuthEnv();
const signer = await createAccessTokenSigner(env);
const sender = await openMailSender(env.mail);

await runSubgraph({
  name: 'auth',
  env,
  orm: ormConfig(env.databaseUrl),
  schemaPath: join(import.meta.dirname, '../schema.graphql'),
  resolvers,
  context: createContext({
    signer,
    cookieSecure: env.cookieSecure,
    sealer: createSealer(env.sealingKeys),
    relyingParty: relyingPartyOf(env.mail.publicUrl),
  }),
  verifyToken: signer.verify,
  routes: httpRoutes(signer),
  consumes,
  background: startBackground(sender, createMailComposer(env.mail.publicUrl)),
});
