import { readEnv, subgraphEnvSchema } from '@payloom/subgraph-kit/env';
import { z } from 'zod';

const servicesMax = 50;
const address = z.url({ protocol: /^https?$/ });

/** `auth=http://127.0.0.1:4001/readyz,gateway=...` */
const healthUrls = z
  .string()
  .default('')
  .transform((text, context) => {
    const pairs = text
      .split(',')
      .filter((pair) => pair.trim() !== '')
      .map((pair): [string, string] => {
        const [name = '', ...rest] = pair.trim().split('=');
        return [name, rest.join('=')];
      });
    const isRight = pairs.every(
      ([name, url]) => /^[a-z][a-z0-9-]{0,39}$/.test(name) && address.safeParse(url).success,
    );
    if (isRight && pairs.length <= servicesMax) return new Map(pairs);
    context.addIssue({
      code: 'custom',
      message: `expected at most ${servicesMax} name=http://... pairs, separated by commas`,
    });
    return z.NEVER;
  });

const ownSchema = z.object({ HEALTH_URLS: healthUrls }).transform((env) => ({
  /** Where each service says how it is; those left out are not watched. */
  healthUrls: env.HEALTH_URLS,
}));

export const adminEnvSchema = z.intersection(subgraphEnvSchema('admin'), ownSchema);

/** What the service needs. A bad value ends the process with a list of all that is wrong. */
export const readAdminEnv = () => readEnv(adminEnvSchema);
