import '@testing-library/jest-dom';
import { screen, waitFor } from '@testing-library/react';
import { payment, paymentPage } from '../../testing/payments.ts';
import { showRemote } from '../../testing/show-remote.tsx';
import { createTestGraph } from '../../testing/test-graph.ts';

const saved: Blob[] = [];

beforeEach(() => {
  saved.length = 0;
  // jsdom saves no files: what would be one is looked at.
  Object.assign(URL, {
    createObjectURL: (file: Blob) => {
      saved.push(file);
      return '#saved';
    },
    revokeObjectURL: () => undefined,
  });
});

const readText = (file: Blob | undefined): Promise<string> =>
  new Promise((resolve, reject) => {
    if (!file) return reject(new Error('No file was saved'));
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '');
    reader.readAsText(file);
  });

test('what the filter finds is saved as one file, page by page', async () => {
  const graph = createTestGraph({
    PaymentList: () => paymentPage([payment({ nth: 2 })]),
    PaymentExport: ({ after }) =>
      after === null
        ? paymentPage([payment({ nth: 2, note: 'Second' })], true)
        : paymentPage([payment({ nth: 1, note: 'First' })]),
  });
  const { user } = showRemote('/payments?status=COMPLETED', graph);
  await user.click(await screen.findByRole('button', { name: 'Export' }));
  await waitFor(() => expect(saved).toHaveLength(1));
  const lines = (await readText(saved[0])).trim().split('\r\n');
  expect(lines.map((line) => line.split(',').at(-1))).toEqual(['Note', 'Second', 'First']);
  expect(graph.requests('PaymentExport')).toMatchObject([
    { filter: { status: ['COMPLETED'] }, first: 100, after: null },
    { filter: { status: ['COMPLETED'] }, after: expect.any(String) },
  ]);
});

test('an export that fails saves nothing and can be tried again', async () => {
  const graph = createTestGraph({
    PaymentList: () => paymentPage([payment({ nth: 2 })]),
    PaymentExport: () => {
      throw new TypeError('Failed to fetch');
    },
  });
  const { user } = showRemote('/payments', graph);
  const button = await screen.findByRole('button', { name: 'Export' });
  await user.click(button);
  await waitFor(() => expect(graph.requests('PaymentExport')).toHaveLength(1));
  await waitFor(() => expect(button).not.toHaveAttribute('aria-busy', 'true'));
  expect(saved).toEqual([]);
  graph.answer('PaymentExport', () => paymentPage([payment({ nth: 2 })]));
  await user.click(button);
  await waitFor(() => expect(saved).toHaveLength(1));
});
