import type { ApolloServerPlugin } from '@apollo/server';
import { badUserInput } from './errors.ts';

function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isWellFormed);
}

/** Refuses variables with half a surrogate pair in a text: JSON can write one, and no database can keep it. */
export const refuseBrokenText: ApolloServerPlugin = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ request: { variables } }) => {
      if (!isWellFormed(variables)) throw badUserInput('Expected text in whole Unicode characters.');
    },
  }),
};
