import { bearerToken } from '@payloom/subgraph-kit/viewer';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { AccessTokens, Identity } from '../authorization/access-tokens.ts';
import { maskForClient, OperationRefused } from '../errors.ts';

const statuses: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  SUBGRAPH_UNAVAILABLE: 503,
  GATEWAY_BUSY: 503,
  DOCUMENT_NOT_TRUSTED: 403,
};

/** Whose token a request carries; null when nobody's. Throws what `sendRefusal` tells. */
export async function identityOf(
  { headers }: Pick<FastifyRequest, 'headers'>,
  tokens: AccessTokens | null,
): Promise<Identity | null> {
  if (!tokens) return null;
  const token = bearerToken(headers.authorization);
  return token === null ? null : tokens.verify(token);
}

/** An error as a client reads it. */
export function told(error: GraphQLError): GraphQLFormattedError {
  const { extensions: { http: _, ...extensions } = {}, ...rest } = maskForClient(error.toJSON());
  return { ...rest, extensions };
}

/** Answers a request of which nothing was run, in the way of the graph. Throws on what is not meant for the client. */
export function sendRefusal(reply: FastifyReply, error: unknown): FastifyReply {
  const errors =
    error instanceof OperationRefused ? error.errors : error instanceof GraphQLError ? [error] : [];
  const [first] = errors;
  if (!first) throw error;
  return reply
    .code(statuses[String(first.extensions.code)] ?? 400)
    .header('cache-control', 'no-store')
    .send({ errors: errors.map(told) });
}
