import { pino, type DestinationStream, type Logger } from 'pino';
import { reportError } from './report-errors.ts';
import { scrub, withoutValues } from './scrub.ts';
import { traceIds } from './trace.ts';

const errorLevel = 50;

export interface LoggerOptions {
  /** The service, as lines are found by. */
  readonly name: string;
  readonly level: string;
}

interface PlainError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
  readonly cause?: PlainError;
}

const causesMax = 5;

/** An error as a line holds it: without the values of the statement that failed, and of what a database says beside. */
function plainError(error: unknown, causesLeft = causesMax): PlainError {
  if (!(error instanceof Error)) return { type: typeof error, message: withoutValues(String(error)) };
  return {
    type: error.name,
    message: withoutValues(error.message),
    ...(error.stack === undefined ? {} : { stack: withoutValues(error.stack) }),
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...(error.cause !== undefined && causesLeft > 0
      ? { cause: plainError(error.cause, causesLeft - 1) }
      : {}),
  };
}

const serializeError = (error: unknown): PlainError => plainError(error);

const errorOf = (first: unknown): Error | undefined => {
  if (first instanceof Error) return first;
  const err = typeof first === 'object' && first !== null && 'err' in first ? first.err : undefined;
  return err instanceof Error ? err : undefined;
};

/**
 * The log of a process: one line of JSON each, with the ids of the trace it was written in, and without personal data whatever
 * was handed to it. Errors are reported as well, where somebody takes reports.
 */
export function createLogger({ name, level }: LoggerOptions, destination?: DestinationStream): Logger {
  return pino(
    {
      name,
      level,
      serializers: { err: serializeError, error: serializeError },
      mixin: () => traceIds() ?? {},
      hooks: {
        logMethod(args, method, lineLevel) {
          if (lineLevel >= errorLevel) {
            const [first, message] = args;
            const error = errorOf(first);
            if (error) reportError(error, typeof message === 'string' ? message : undefined);
          }
          method.apply(this, args);
        },
        streamWrite: scrub,
      },
    },
    ...(destination ? [destination] : []),
  );
}
