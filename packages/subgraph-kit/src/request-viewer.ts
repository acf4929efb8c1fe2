import type { FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { bearerToken, type TokenVerifier, type Viewer } from './viewer.ts';

/** What a route beside the graph answers, with 401, to whoever shows no token that counts. */
export interface NotSignedIn {
  readonly message: string;
  readonly reason: unknown;
}

/** Who sends the token, or what to answer. A cookie is not looked at: no other page can act for somebody. */
export async function requestViewer(
  { headers }: Pick<FastifyRequest, 'headers'>,
  verifyToken: TokenVerifier,
): Promise<Viewer | NotSignedIn> {
  try {
    const token = bearerToken(headers.authorization);
    return token === null
      ? { message: 'Sign in to do this.', reason: 'TOKEN_MISSING' }
      : await verifyToken(token);
  } catch (error) {
    if (!(error instanceof GraphQLError) || error.extensions['code'] !== 'UNAUTHENTICATED') throw error;
    return { message: error.message, reason: error.extensions['reason'] };
  }
}
