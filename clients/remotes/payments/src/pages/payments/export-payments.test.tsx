import '@testing-library/jest-dom';
import { chooseLanguage } from '@payloom/i18n/region';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { toast, Toaster } from '@payloom/ui-kit/toaster';
import { act, render, screen, waitFor } from '@testing-library/react';
import { payment, paymentPage } from '../../testing/payments.ts';
import { showRemote } from '../../testing/show-remote.tsx';
import { createTestGraph } from '../../testing/test-graph.ts';

/** An answer whose bytes the test sends. */
class Answering {
  readonly url: URL;
  readonly authorization: string | null;
  gone = false;
  #answer: (response: Response) => void = () => undefined;
  #body: ReadableStreamDefaultController<Uint8Array> | undefined;
  readonly response: Promise<Response>;
  constructor(url: string, { headers, signal }: RequestInit) {
    this.url = new URL(url, 'https://payloom.example');
    this.authorization = new Headers(headers).get('authorization');
    this.response = new Promise((resolve) => (this.#answer = resolve));
    signal?.addEventListener('abort', () => {
      this.gone = true;
      this.#body?.error(signal.reason);
    });
  }
  begin(status = 200): void {
    this.#answer(new Response(new ReadableStream({ start: (body) => void (this.#body = body) }), { status }));
  }
  send = (text: string) => act(async () => this.#body?.enqueue(new TextEncoder().encode(text)));
  end = () => act(async () => this.#body?.close());
  breakOff = () => act(async () => this.#body?.error(new TypeError('terminated')));
}

const asked: Answering[] = [];
const saved: Blob[] = [];
const ownFetch = globalThis.fetch;

beforeEach(() => {
  asked.length = 0;
  saved.length = 0;
  globalThis.fetch = (url, options = {}) => {
    const answering = new Answering(typeof url === 'string' ? url : '', options);
    asked.push(answering);
    return answering.response;
  };
  // jsdom saves no files: what would be one is looked at.
  Object.assign(URL, {
    createObjectURL: (file: Blob) => {
      saved.push(file);
      return '#saved';
    },
    revokeObjectURL: () => undefined,
  });
});

afterEach(() => {
  globalThis.fetch = ownFetch;
  delete window.showSaveFilePicker;
  act(() => {
    toast.dismiss();
    chooseLanguage('en');
  });
});

async function beginExport(address = '/payments', button = 'Export') {
  render(<Toaster />);
  const graph = createTestGraph({ PaymentList: () => paymentPage([payment({ nth: 2 })]) });
  const shown = showRemote(address, graph);
  await shown.user.click(await screen.findByRole('button', { name: button }));
  await waitFor(() => expect(asked).toHaveLength(1));
  const [answering] = asked;
  if (!answering) throw new Error('Nothing was asked for.');
  return { ...shown, answering };
}

test('what the filter finds is fetched as one file, which tells how far it is', async () => {
  const { answering, container } = await beginExport(
    '/payments?status=COMPLETED&direction=SENT&refund=asked&from=2026-11-01&search=rent&currency=EUR&min=0&max=12.5' +
      '&person=0193b6a0-0000-7000-8000-0000000000b0',
  );
  expect(answering.url.pathname).toBe('/files/payments/payments.csv');
  expect(Object.fromEntries(answering.url.searchParams)).toEqual({
    status: 'COMPLETED',
    direction: 'SENT',
    refundRequested: 'true',
    from: new Date(2026, 10, 1).toISOString(),
    search: 'rent',
    currency: 'EUR',
    minMinor: '0',
    maxMinor: '1250',
    counterparty: '0193b6a0-0000-7000-8000-0000000000b0',
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    language: 'en',
  });
  expect(answering.authorization).toBe('Bearer token');
  answering.begin();
  await answering.send('x'.repeat(1_500));
  expect(await screen.findByText('1.5 kB received')).toBeVisible();
  expect(screen.getByText('Exporting payments')).toHaveRole('status');
  expect(screen.getByRole('button', { name: 'Export' })).toHaveAttribute('aria-busy', 'true');
  expect(await accessibilityProblems(container)).toEqual([]);
  await answering.send('end');
  await answering.end();
  expect(await screen.findByText('The payments were exported')).toBeInTheDocument();
  expect(await saved[0]?.text()).toBe(`${'x'.repeat(1_500)}end`);
  expect(saved[0]?.type).toBe('text/csv');
  expect(screen.queryByRole('button', { name: 'Cancel export' })).not.toBeInTheDocument();
});

test('where the browser asks for a place, the file is written there as it comes', async () => {
  const written: string[] = [];
  const names: string[] = [];
  const sink = new WritableStream<Uint8Array>({
    write: (bytes) => void written.push(new TextDecoder().decode(bytes)),
  });
  Object.assign(window, {
    showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) => {
      names.push(suggestedName);
      return { createWritable: async () => sink };
    },
  });
  const { answering } = await beginExport();
  expect(names).toEqual([expect.stringMatching(/^payments-\d{4}-\d\d-\d\d\.csv$/)]);
  answering.begin();
  await answering.send('first');
  await waitFor(() => expect(written).toEqual(['first']));
  await answering.end();
  expect(await screen.findByText('The payments were exported')).toBeInTheDocument();
  expect(saved).toEqual([]);
});

test('who chooses no place exports nothing', async () => {
  const asks: string[] = [];
  Object.assign(window, {
    showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) => {
      asks.push(suggestedName);
      throw new DOMException('The user aborted a request.', 'AbortError');
    },
  });
  const { user } = showRemote('/payments', createTestGraph({ PaymentList: () => paymentPage([payment()]) }));
  const button = await screen.findByRole('button', { name: 'Export' });
  await user.click(button);
  await waitFor(() => expect(asks).toHaveLength(1));
  await user.click(button);
  await waitFor(() => expect(asks).toHaveLength(2));
  expect(asked).toEqual([]);
});

test('an export is cancelled, and can be begun again', async () => {
  const { answering, user } = await beginExport();
  answering.begin();
  await answering.send('half');
  await user.click(await screen.findByRole('button', { name: 'Cancel export' }));
  expect(answering.gone).toBe(true);
  const button = screen.getByRole('button', { name: 'Export' });
  expect(button).toHaveFocus();
  expect(button).not.toHaveAttribute('aria-busy');
  await user.click(button);
  await waitFor(() => expect(asked).toHaveLength(2));
  expect(saved).toEqual([]);
});

test('leaving the page ends it', async () => {
  const { answering, unmount } = await beginExport();
  answering.begin();
  unmount();
  expect(answering.gone).toBe(true);
});

test.each([
  [401, 'en', 'Export', 'You are not signed in any more. Sign in, then export again.'],
  [
    503,
    'de',
    'Exportieren',
    'Im Moment werden zu viele Dateien erstellt. Versuchen Sie es gleich noch einmal.',
  ],
  [500, 'en', 'Export', 'Something went wrong on our side. Try again in a moment.'],
] as const)('an answer of %s is told in words (%s)', async (status, language, button, words) => {
  act(() => chooseLanguage(language));
  const { answering } = await beginExport('/payments', button);
  answering.begin(status);
  expect(await screen.findByText(words)).toBeInTheDocument();
  expect(saved).toEqual([]);
});

test.each([
  ['en', 'Export', /broke off before the file was whole/],
  ['de', 'Exportieren', /brach ab, bevor die Datei vollständig war/],
] as const)('a file that breaks off is told of and not kept (%s)', async (language, button, words) => {
  act(() => chooseLanguage(language));
  const { answering } = await beginExport('/payments', button);
  answering.begin();
  await answering.send('half');
  await answering.breakOff();
  expect(await screen.findByText(words)).toBeInTheDocument();
  expect(saved).toEqual([]);
  expect(screen.getByRole('button', { name: button })).not.toHaveAttribute('aria-busy');
});
