import * as z from 'zod/mini';

/** A gateway says something every twelve seconds: a stream that is silent for longer is a connection that is gone. */
const SILENCE_MS_MAX = 30_000;
/** Answers that are about the moment and not about the request. */
const passingStatuses = new Set([408, 425, 429]);

const refusalSchema = z.object({ errors: z.array(z.unknown()) });

const isFinal = (status: number): boolean => status >= 400 && status < 500 && !passingStatuses.has(status);

/** The body, which fails once nothing comes for too long. */
function unlessSilent(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watch = (controller: TransformStreamDefaultController<Uint8Array>): void => {
    clearTimeout(timer);
    timer = setTimeout(() => controller.error(new Error('The stream is silent.')), SILENCE_MS_MAX);
  };
  const watched = new TransformStream<Uint8Array, Uint8Array>({
    start: watch,
    transform: (chunk, controller) => {
      watch(controller);
      controller.enqueue(chunk);
    },
    flush: () => clearTimeout(timer),
  });
  return body.pipeThrough(watched);
}

/** A refusal told the way a stream tells it: as its last result. */
async function asStream(response: Response): Promise<Response> {
  const refusal = refusalSchema.safeParse(await response.json().catch(() => undefined));
  const errors = refusal.data?.errors ?? [{ message: `The stream was refused with ${response.status}.` }];
  const text = `event: next\ndata: ${JSON.stringify({ errors })}\n\nevent: complete\ndata:\n\n`;
  return new Response(text, { headers: { 'content-type': 'text/event-stream' } });
}

/** Whoever answers at all begins to in that time; how long the answer is then to take, nobody can say. */
async function fetchBeginning(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const silent = new AbortController();
  const timer = setTimeout(() => silent.abort(new Error('The stream does not begin.')), SILENCE_MS_MAX);
  const signal = init.signal ? AbortSignal.any([init.signal, silent.signal]) : silent.signal;
  try {
    return await fetch(input, { ...init, signal });
  } finally {
    clearTimeout(timer);
  }
}

/** Asks for an event stream. One that is refused for good is a stream too: libraries would ask for it again and again. */
export async function fetchStream(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetchBeginning(input, init);
  if (isFinal(response.status)) return asStream(response);
  if (!response.ok || response.body === null) return response;
  const { status, headers } = response;
  return new Response(unlessSilent(response.body), { status, headers });
}
