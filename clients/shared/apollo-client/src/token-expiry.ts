import { CombinedGraphQLErrors, ServerError } from '@apollo/client';
import * as z from 'zod/mini';
import { isTokenRefusal } from './live/token-refusal.ts';

function parse(body: string): unknown[] {
  try {
    return z.object({ errors: z.array(z.unknown()) }).parse(JSON.parse(body)).errors;
  } catch {
    return [];
  }
}

function errorsOf(error: unknown): readonly unknown[] {
  if (CombinedGraphQLErrors.is(error)) return error.errors;
  return ServerError.is(error) && error.statusCode === 401 ? parse(error.bodyText) : [];
}

/** Whether the server turned the request down for its token alone: a new token may help. */
export function isTokenRefused(error: unknown): boolean {
  return isTokenRefusal(errorsOf(error));
}
