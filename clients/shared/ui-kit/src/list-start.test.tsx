import '@testing-library/jest-dom';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { DataList, type DataListColumn } from './data-list.tsx';
import { useListStart } from './list-start.tsx';
import { accessibilityProblems } from './testing/axe.ts';

interface Row {
  id: string;
}

const columns: DataListColumn<Row>[] = [{ id: 'id', header: 'Number', cell: ({ id }) => id }];
/** As many rows as a page of this test holds, of those behind the cursor. */
const rowsBehind = (after = 0, count = 70): Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: `p${after + index + 1}` }));

/** A list of 100 that holds no more than 70 at once. */
function Numbers({ failing = false }: { failing?: boolean }) {
  const start = useListStart();
  const behind = Number(start.after ?? 0);
  const rows = rowsBehind(behind, Math.max(0, Math.min(70, 100 - behind)));
  return (
    <DataList
      live
      label="Numbers"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowLink={({ id }) => `/${id}`}
      start={start}
      empty={<p>No numbers yet</p>}
      error={failing && start.after && <p role="alert">Failed</p>}
      loadMore={{
        hasMore: behind + rows.length < 100,
        loading: false,
        shownCount: rows.length,
        totalCount: 100,
        onLoadMore: () => undefined,
        onGoOn: behind + rows.length < 100 ? () => start.goOn(String(behind + rows.length)) : undefined,
      }}
    />
  );
}

function show(address: string, failing = false) {
  const router = createMemoryRouter([{ path: '*', element: <Numbers failing={failing} /> }], {
    initialEntries: [address],
  });
  const shown = render(<RouterProvider router={router} useTransitions={false} />);
  return {
    ...shown,
    user: userEvent.setup(),
    search: () => router.state.location.search,
    goTo: (address: string) => act(() => router.navigate(address)),
    goBack: () => act(() => router.navigate(-1)),
  };
}

test('a list that is as long as it may become goes on from its last row, with the focus on the first', async () => {
  const { user, search, container } = show('/numbers?status=FAILED');
  expect(screen.getByText('70 of 100 shown. A page holds no more at once.')).toBeInTheDocument();
  expect(screen.queryByRole('link', { name: 'Back to the newest' })).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Go on from here' }));
  expect(search()).toBe('?status=FAILED&after=70');
  expect(screen.getByRole('link', { name: 'p71' })).toHaveFocus();
  expect(screen.queryByRole('link', { name: 'p1' })).not.toBeInTheDocument();
  expect(screen.getByText('The list goes on here with older ones.')).toHaveRole('status');
  expect(screen.getByText('30 shown')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Go on from here' })).not.toBeInTheDocument();
  expect(await accessibilityProblems(container)).toEqual([]);
});

test('it leads back to the newest, by a link and by the browser', async () => {
  const { user, search, goBack } = show('/numbers?status=FAILED');
  await user.click(screen.getByRole('button', { name: 'Go on from here' }));
  await user.click(screen.getByRole('link', { name: 'Back to the newest' }));
  expect(search()).toBe('?status=FAILED');
  expect(screen.getByRole('link', { name: 'p1' })).toHaveFocus();
  await goBack();
  expect(screen.getByRole('link', { name: 'p71' })).toBeInTheDocument();
  await goBack();
  expect(screen.getByRole('link', { name: 'p1' })).toBeInTheDocument();
});

test('how many rows stand before it nobody knows', () => {
  show('/numbers?after=30');
  expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '-1');
  expect(screen.getByText('70 shown')).toBeInTheDocument();
});

test('a list that begins behind its last row says that there is nothing, and not that there never was', () => {
  show('/numbers?after=100');
  expect(screen.getByText('Nothing older than this')).toBeInTheDocument();
  expect(screen.queryByText('No numbers yet')).not.toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Back to the newest' })).toHaveAttribute('href', '/numbers');
});

test('where it cannot go on, the way back is there, and the focus beside it', async () => {
  const { user } = show('/numbers', true);
  await user.click(screen.getByRole('button', { name: 'Go on from here' }));
  expect(screen.getByRole('alert')).toHaveTextContent('Failed');
  const back = screen.getByRole('link', { name: 'Back to the newest' });
  await user.tab();
  expect(back).toHaveFocus();
});

test('the top of another list is not taken for what has just arrived', async () => {
  const { goTo, container } = show('/numbers?after=30');
  await goTo('/numbers');
  expect(screen.getByRole('link', { name: 'p1' })).toBeInTheDocument();
  expect(container.querySelector('[data-glow]')).toBeNull();
});
