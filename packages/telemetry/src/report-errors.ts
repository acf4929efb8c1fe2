import { traceIds } from './trace.ts';

type Report = (error: Error, what: string | undefined, trace: ReturnType<typeof traceIds>) => void;

let report: Report | undefined;

/** Said by whoever starts and stops the reports. */
export function onError(next: Report | undefined): void {
  report = next;
}

/** Reports an error to whoever takes reports; nobody does unless `SENTRY_DSN` is set. Never throws. */
export function reportError(error: Error, what?: string): void {
  report?.(error, what, traceIds());
}
