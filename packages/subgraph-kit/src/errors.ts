import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** Nobody is signed in, or the token does not count. The gateway and clients act on `extensions.reason`. */
export function unauthenticated(
  reason: 'TOKEN_MISSING' | 'TOKEN_EXPIRED' | 'TOKEN_INVALID' | 'TOKEN_REPLACED' = 'TOKEN_MISSING',
) {
  const messages = {
    TOKEN_MISSING: 'Sign in to do this.',
    TOKEN_EXPIRED: 'Your access token has expired.',
    TOKEN_INVALID: 'Your access token is not valid.',
    TOKEN_REPLACED: 'Another token has taken the place of this one.',
  };
  return new GraphQLError(messages[reason], {
    extensions: { code: 'UNAUTHENTICATED', reason, http: { status: 401 } },
  });
}

/** Somebody is signed in, but may not do this. */
export function forbidden(): GraphQLError {
  return new GraphQLError('You are not allowed to do this.', { extensions: { code: 'FORBIDDEN' } });
}

/** Well-typed arguments that make no sense, where the schema has no result type to say so. */
export function badUserInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** What was asked for needs the broker of events, and that does not answer now. Trying again later may help. */
export function brokerUnavailable(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BROKER_UNAVAILABLE' } });
}

/** Somebody asks for more at the same time than can be answered in time. Nothing was done; trying again later helps. */
export function tooMuchAtOnce(): GraphQLError {
  const message = 'That was too much at once. Wait a few seconds, then try again.';
  return new GraphQLError(message, { extensions: { code: 'RATE_LIMITED' } });
}

const publicCodes = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BROKER_UNAVAILABLE',
  'RATE_LIMITED',
]);

/** A message of graphql-js repeats the whole value that it refuses. */
const messageCharactersMax = 500;

const shortened = (message: string): string =>
  message.length > messageCharactersMax ? `${message.slice(0, messageCharactersMax)}…` : message;

/** Leaves what the caller can mend and hides everything else: no message, stack or query of ours gets out. */
export function maskError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const code = formatted.extensions?.code;
  if (typeof code === 'string' && publicCodes.has(code)) {
    const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
    return { ...formatted, message: shortened(formatted.message), extensions };
  }
  return {
    message: 'Something went wrong on our side.',
    ...(formatted.path ? { path: formatted.path } : {}),
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}
