/** A span of this page: an operation, or what became of an update. */
export interface PageSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: 'client' | 'consumer';
  readonly startMs: number;
  readonly endMs: number;
  readonly failed: boolean;
}

export interface WebVital {
  readonly name: 'CLS' | 'FCP' | 'INP' | 'LCP' | 'TTFB';
  readonly value: number;
}

/** Tells the server what this page saw of itself, a few things at a time. What cannot be told is forgotten. */
export interface Telemetry {
  addSpan(span: PageSpan): void;
  addVital(vital: WebVital): void;
}

const PATH = '/telemetry';
const SEND_AFTER_MS = 3_000;
/** As many as the server takes at once. */
const SPANS_MAX = 50;
const VITALS_MAX = 10;

/** Outlives the page, and never keeps it from being left. */
const sendBeacon = (body: string): void => {
  navigator.sendBeacon?.(PATH, new Blob([body], { type: 'application/json' }));
};

export function createTelemetry(send: (body: string) => void = sendBeacon): Telemetry {
  let spans: PageSpan[] = [];
  let vitals: WebVital[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (spans.length + vitals.length === 0) return;
    send(JSON.stringify({ sentAtMs: Date.now(), spans, vitals }));
    spans = [];
    vitals = [];
  };
  const flushLater = (): void => void (timer ??= setTimeout(flush, SEND_AFTER_MS));
  globalThis.document?.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') flush();
  });
  return {
    addSpan: (span) => {
      if (spans.length < SPANS_MAX) spans.push(span);
      flushLater();
    },
    addVital: (vital) => {
      if (vitals.length < VITALS_MAX) vitals.push(vital);
      // Some are only known when the page is about to be left.
      if (document.visibilityState === 'hidden') flush();
      else flushLater();
    },
  };
}

/** Of this page. */
export const telemetry = createTelemetry();
