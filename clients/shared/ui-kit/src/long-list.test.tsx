import '@testing-library/jest-dom';
import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { DataList, type DataListColumn, type DataListProps } from './data-list.tsx';
import { accessibilityProblems } from './testing/axe.ts';
import { setScreenWidth } from './testing/screen.ts';

interface Row {
  id: string;
}

const columns: DataListColumn<Row>[] = [
  { id: 'id', header: 'Number', cell: ({ id }) => id },
  { id: 'note', header: 'Note', cell: ({ id }) => `note ${id}` },
];
const rowsOf = (count: number): Row[] => Array.from({ length: count }, (_, index) => ({ id: `p${index}` }));

function Long({ count, ...props }: { count: number } & Partial<DataListProps<Row>>) {
  return (
    <MemoryRouter>
      <DataList
        label="Payments"
        columns={columns}
        rows={rowsOf(count)}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/${id}`}
        {...props}
      />
      <button>Elsewhere</button>
    </MemoryRouter>
  );
}

function scrollTo(pixels: number): void {
  act(() => {
    Object.assign(globalThis, { scrollY: pixels });
    fireEvent.scroll(globalThis.window);
  });
}

afterEach(() => scrollTo(0));

test('a short list is drawn whole, and needs no numbers for its rows', () => {
  render(<Long count={60} />);
  expect(screen.getAllByRole('row')).toHaveLength(61);
  expect(screen.getByRole('table')).not.toHaveAttribute('aria-rowcount');
});

test('of 100,000 rows those in view are drawn, and each says which one it is', async () => {
  const { container } = render(<Long count={100_000} />);
  expect(screen.getAllByRole('row').length).toBeLessThan(60);
  expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '100001');
  expect(screen.getByRole('link', { name: 'p0' }).closest('tr')).toHaveAttribute('aria-rowindex', '2');
  expect(await accessibilityProblems(container)).toEqual([]);
});

test('how many rows there are is unknown while there are more and nobody has counted', () => {
  const loadMore = { hasMore: true, loading: false, onLoadMore: () => undefined, shownCount: 100 };
  const { rerender } = render(<Long count={100} loadMore={loadMore} />);
  expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '-1');
  rerender(<Long count={100} loadMore={{ ...loadMore, totalCount: 4_000 }} />);
  expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '4001');
});

test('scrolling draws the rows that come into view', () => {
  render(<Long count={100_000} />);
  scrollTo(49 * 50_000);
  expect(screen.getByRole('link', { name: 'p50000' })).toBeInTheDocument();
  expect(screen.queryByRole('link', { name: 'p0' })).not.toBeInTheDocument();
});

test('the row with the focus stays while it is scrolled away, and the arrow keys go on from it', async () => {
  const user = userEvent.setup();
  render(<Long count={100_000} />);
  await user.tab();
  scrollTo(49 * 50_000);
  expect(screen.getByRole('link', { name: 'p0' })).toHaveFocus();
  await user.keyboard('{ArrowDown}');
  expect(screen.getByRole('link', { name: 'p1' })).toHaveFocus();
  act(() => screen.getByRole('button', { name: 'Elsewhere' }).focus());
  expect(screen.queryByRole('link', { name: 'p1' })).not.toBeInTheDocument();
});

test('End and Home lead to rows that are not drawn yet', async () => {
  const user = userEvent.setup();
  render(<Long count={100_000} />);
  await user.tab();
  await user.keyboard('{End}');
  expect(screen.getByRole('link', { name: 'p99999' })).toHaveFocus();
  await user.keyboard('{ArrowUp}');
  expect(screen.getByRole('link', { name: 'p99998' })).toHaveFocus();
  await user.keyboard('{Home}');
  expect(screen.getByRole('link', { name: 'p0' })).toHaveFocus();
});

test('cards say which of how many they are', async () => {
  const restore = setScreenWidth(390);
  const { container } = render(<Long count={1_000} />);
  const card = screen.getByRole('link', { name: 'p3' }).closest('li');
  expect(card).toHaveAttribute('aria-posinset', '4');
  expect(card).toHaveAttribute('aria-setsize', '1000');
  expect(screen.getAllByRole('listitem').length).toBeLessThan(60);
  expect(await accessibilityProblems(container)).toEqual([]);
  restore();
});

test('a list of reasonable length is drawn whole for the paper, and only as long as it is printed', () => {
  render(<Long count={500} />);
  fireEvent(globalThis.window, new Event('beforeprint'));
  expect(screen.getAllByRole('row')).toHaveLength(501);
  fireEvent(globalThis.window, new Event('afterprint'));
  expect(screen.getAllByRole('row').length).toBeLessThan(60);
});

test('what arrives on top waits while the top is out of view', () => {
  const where = Element.prototype.getBoundingClientRect;
  const { rerender } = render(<Long count={500} live />);
  Element.prototype.getBoundingClientRect = () => new DOMRect(0, -400);
  scrollTo(600);
  rerender(<Long count={500} live rows={[{ id: 'new' }, ...rowsOf(500)]} />);
  expect(screen.getByRole('button', { name: '1 new' })).toBeInTheDocument();
  Element.prototype.getBoundingClientRect = where;
});

describe('the end of a list', () => {
  let comeNear: () => void = () => undefined;
  const original = globalThis.IntersectionObserver;

  beforeEach(() => {
    class NearObserver {
      readonly observe: () => void;
      constructor(tell: (entries: { isIntersecting: boolean }[]) => void) {
        this.observe = () => {
          comeNear = () => tell([{ isIntersecting: true }]);
        };
      }
      disconnect = (): void => {
        comeNear = () => undefined;
      };
    }
    Object.assign(globalThis, { IntersectionObserver: NearObserver });
  });
  afterEach(() => Object.assign(globalThis, { IntersectionObserver: original }));

  test('asks for the next part once when it comes near, and again when that is there', () => {
    let loads = 0;
    const loadMore = { hasMore: true, loading: false, onLoadMore: () => (loads += 1), shownCount: 25 };
    const { rerender } = render(<Long count={25} loadMore={loadMore} />);
    act(() => comeNear());
    rerender(<Long count={25} loadMore={{ ...loadMore, loading: true }} />);
    act(() => comeNear());
    expect(loads).toBe(1);
    expect(screen.getByRole('button', { name: 'Loading more' })).toHaveAttribute('aria-busy', 'true');
    rerender(<Long count={50} loadMore={{ ...loadMore, shownCount: 50 }} />);
    act(() => comeNear());
    expect(loads).toBe(2);
  });

  test('says what failed, and asks again on demand alone', async () => {
    const user = userEvent.setup();
    let loads = 0;
    const loadMore = { hasMore: true, loading: false, onLoadMore: () => (loads += 1), problem: 'Offline.' };
    render(<Long count={25} loadMore={loadMore} />);
    act(() => comeNear());
    expect(loads).toBe(0);
    expect(screen.getByRole('alert')).toHaveTextContent('The next ones could not be loaded. Offline.');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(loads).toBe(1);
  });

  test('asks for no more where the list is as long as it may become', () => {
    let loads = 0;
    const loadMore = {
      hasMore: true,
      loading: false,
      onLoadMore: () => (loads += 1),
      onGoOn: () => undefined,
    };
    render(<Long count={25} loadMore={loadMore} />);
    act(() => comeNear());
    expect(loads).toBe(0);
  });

  test('waits to be asked where something else stands below', () => {
    let loads = 0;
    const loadMore = { hasMore: true, loading: false, onLoadMore: () => (loads += 1), onDemand: true };
    render(<Long count={25} loadMore={loadMore} />);
    act(() => comeNear());
    expect(loads).toBe(0);
  });
});
