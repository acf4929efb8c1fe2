/** A span that somebody without an exporter tells of: the browser. */
export interface ForeignSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string | undefined;
  readonly name: string;
  readonly kind: 'client' | 'consumer';
  readonly startMs: number;
  readonly endMs: number;
  readonly failed: boolean;
}

type Take = (span: ForeignSpan) => void;

let take: Take | undefined;

/** Said by whoever starts and stops the exporter. */
export function onForeignSpan(next: Take | undefined): void {
  take = next;
}

/** Exports a browser's span with our own, where anything is exported. */
export function exportForeignSpan(span: ForeignSpan): void {
  take?.(span);
}
