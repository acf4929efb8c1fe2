import type { FailedTry } from './broker.ts';

const triesKeptMax = 20;
const reasonLengthMax = 2_000;
const keptReasonLengthMax = 500;

/** What a failure is called in a dead letter: the error's name and message, of bounded length. */
export function reasonOf(error: unknown): string {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return reason.slice(0, reasonLengthMax);
}

/** The history with one more try; the oldest are forgotten beyond twenty. */
export function rememberTry(history: readonly FailedTry[], failed: FailedTry): FailedTry[] {
  const kept = { ...failed, reason: failed.reason.slice(0, keptReasonLengthMax) };
  return [...history, kept].slice(-triesKeptMax);
}

export function writeTries(history: readonly FailedTry[]): string {
  return JSON.stringify(history);
}

function isWrittenTry(value: unknown): value is { attempt: number; at: string; reason: string } {
  if (typeof value !== 'object' || value === null) return false;
  const { attempt, at, reason } = value as Partial<Record<keyof FailedTry, unknown>>;
  return typeof attempt === 'number' && typeof at === 'string' && typeof reason === 'string';
}

/** Reads what `writeTries` wrote; what is no failed try is left out. */
export function readTries(text: string): FailedTry[] {
  const tries: unknown = JSON.parse(text);
  if (!Array.isArray(tries)) return [];
  return tries.filter(isWrittenTry).map(({ attempt, at, reason }) => ({ attempt, at: new Date(at), reason }));
}
