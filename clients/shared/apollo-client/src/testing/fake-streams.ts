import { fetchInVain } from '@payloom/session/testing/late-by-test-clock';

interface FakeStream {
  next(result: object): void;
  comment(): void;
  /** The last result, and that it is. */
  end(result: object): void;
  breakOff(): void;
  isLeft(): boolean;
}

interface StreamRequest {
  readonly authorization: string | undefined;
  readonly variables: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function answer(signal: AbortSignal | null | undefined): { stream: FakeStream; response: Response } {
  const text = new TextEncoder();
  let isLeft = false;
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({ start: (own) => void (controller = own) });
  signal?.addEventListener('abort', () => {
    isLeft = true;
    controller?.error(new Error('left'));
  });
  const say = (words: string): void => controller?.enqueue(text.encode(words));
  const next = (result: object): void => say(`event: next\ndata: ${JSON.stringify(result)}\n\n`);
  const stream: FakeStream = {
    next,
    comment: () => say(':\n\n'),
    end: (result) => {
      next(result);
      say('event: complete\ndata:\n\n');
      controller?.close();
    },
    breakOff: () => controller?.error(new TypeError('terminated')),
    isLeft: () => isLeft,
  };
  return { stream, response: new Response(body, { headers: { 'content-type': 'text/event-stream' } }) };
}

/** What answers over HTTP: queries with nothing, and subscriptions with event streams. */
export function fakeStreamServer() {
  const server = {
    open: [] as FakeStream[],
    requests: [] as StreamRequest[],
    /** While true, nobody answers. */
    isAway: false,
    /** While true, streams are asked for over a connection that is gone without a word. */
    isSilent: false,
    /** What is answered in place of a stream. */
    refusal: undefined as { readonly status: number; readonly body: object } | undefined,
    fetch: async (url: unknown, init: RequestInit = {}): Promise<Response> => {
      if (server.isAway) throw new TypeError('fetch failed');
      if (!String(url).endsWith('/stream')) return Response.json({ data: {} });
      const asked: unknown = JSON.parse(await new Request(String(url), { ...init, signal: null }).text());
      const authorization = new Headers(init.headers).get('authorization') ?? undefined;
      server.requests.push({ authorization, variables: isObject(asked) ? asked['variables'] : undefined });
      if (server.isSilent) return fetchInVain(url, init);
      if (server.refusal) return Response.json(server.refusal.body, { status: server.refusal.status });
      const { stream, response } = answer(init.signal);
      server.open.push(stream);
      return response;
    },
  };
  return server;
}
