import { readEnv, subgraphEnvSchema } from '@payloom/subgraph-kit/env';

/** What the service needs. A bad value ends the process with a list of all that is wrong. */
export const readProfileEnv = () => readEnv(subgraphEnvSchema('profile'));
