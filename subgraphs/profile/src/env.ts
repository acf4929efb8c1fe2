import { fileStoreEnvSchema } from '@payloom/storage/open-file-store';
import { readEnv, subgraphEnvSchema } from '@payloom/subgraph-kit/env';
import { z } from 'zod';

const profileEnvSchema = z.intersection(
  subgraphEnvSchema('profile'),
  fileStoreEnvSchema.transform((files) => ({ files })),
);

/** What the service needs. A bad value ends the process with a list of all that is wrong. */
export const readProfileEnv = () => readEnv(profileEnvSchema);
