import '@testing-library/jest-dom';
import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter, Route, Routes } from 'react-router';
import { DataList, type DataListColumn, type DataListProps } from './data-list.tsx';
import { EmptyState } from './empty-state.tsx';
import { ErrorState } from './error-state.tsx';
import { Money } from './money.tsx';
import { accessibilityProblems } from './testing/axe.ts';
import { setScreenWidth } from './testing/screen.ts';

interface Row {
  id: string;
  name: string;
  amountMinor: number;
}

const columns: DataListColumn<Row>[] = [
  { id: 'name', header: 'Counterparty', cell: ({ name }) => name },
  { id: 'id', header: 'Number', wide: true, card: 'hidden', cell: ({ id }) => `#${id}` },
  {
    id: 'amount',
    header: 'Amount',
    align: 'end',
    card: 'aside',
    cell: ({ amountMinor }) => <Money amountMinor={amountMinor} currency="EUR" />,
  },
  { id: 'note', header: 'Note', cell: ({ name }) => `for ${name}` },
];
const rows: Row[] = [
  { id: '2', name: 'Bob', amountMinor: 2500 },
  { id: '1', name: 'Chloe', amountMinor: 100 },
];

function Payments(props: Partial<DataListProps<Row>>) {
  return (
    <MemoryRouter>
      <Routes>
        <Route
          path="/"
          element={
            <DataList label="Payments" columns={columns} rows={rows} rowKey={({ id }) => id} {...props} />
          }
        />
        <Route path="/payments/:id" element={<p>One payment</p>} />
      </Routes>
    </MemoryRouter>
  );
}

const namesShown = (): (string | null)[] =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('cell')[0]?.textContent ?? null);

describe('on a desk', () => {
  test('the rows are a table with amounts at the end', async () => {
    const { container } = render(<Payments rowLink={({ id }) => `/payments/${id}`} />);
    expect(screen.getByRole('table', { name: 'Payments' })).toBeInTheDocument();
    expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
      'Counterparty',
      'Number',
      'Amount',
      'Note',
    ]);
    expect(screen.getByRole('cell', { name: '25.00 EUR' })).toHaveClass('text-right');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  test('a row holds one real link, and arrow keys go from row to row', async () => {
    const user = userEvent.setup();
    render(<Payments rowLink={({ id }) => `/payments/${id}`} />);
    await user.tab();
    expect(screen.getByRole('link', { name: 'Bob' })).toHaveFocus();
    await user.keyboard('{ArrowUp}{ArrowDown}{ArrowDown}');
    expect(screen.getByRole('link', { name: 'Chloe' })).toHaveFocus();
    expect(screen.getByRole('link', { name: 'Chloe' })).toHaveAttribute('href', '/payments/1');
    await user.keyboard('{Enter}');
    expect(screen.getByText('One payment')).toBeInTheDocument();
  });

  test('a row that leads nowhere can be selected', async () => {
    const user = userEvent.setup();
    const selected: string[] = [];
    render(<Payments onRowSelect={({ id }) => selected.push(id)} />);
    await user.click(screen.getByRole('button', { name: 'Chloe' }));
    await user.click(screen.getByText('for Bob'));
    expect(selected).toEqual(['1', '2']);
  });
});

describe('on a phone', () => {
  test('the rows are cards with labelled lines, from the same columns', async () => {
    const restore = setScreenWidth(390);
    const { container } = render(<Payments rowLink={({ id }) => `/payments/${id}`} />);
    const card = within(screen.getAllByRole('listitem')[0] ?? container);
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
    expect(card.getByRole('link', { name: 'Bob' })).toBeInTheDocument();
    expect(card.getByText('25.00')).toBeInTheDocument();
    expect(card.getByRole('term')).toHaveTextContent('Note');
    expect(card.getByRole('definition')).toHaveTextContent('for Bob');
    expect(card.queryByText('#2')).not.toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
    restore();
  });

  test('a skeleton has the shape of cards', () => {
    const restore = setScreenWidth(390);
    render(<Payments rows={[]} loading skeletonCount={3} />);
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
    restore();
  });
});

describe('the states of a list', () => {
  test('loading shows a skeleton under the real headers and says so once', () => {
    render(<Payments rows={[]} loading skeletonCount={4} />);
    expect(screen.getAllByRole('row')).toHaveLength(5);
    expect(screen.getByRole('columnheader', { name: 'Amount' })).toBeInTheDocument();
    expect(screen.getAllByText('Loading payments')).toHaveLength(1);
  });

  test('loading more keeps the rows that are there', () => {
    render(<Payments loading />);
    expect(namesShown()).toEqual(['Bob', 'Chloe']);
  });

  test('empty shows the next step', () => {
    render(
      <Payments rows={[]} empty={<EmptyState title="No payments yet" action={<button>Pay</button>} />} />,
    );
    expect(screen.getByText('No payments yet')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Pay' })).toBeInTheDocument();
  });

  test('failing shows what failed and tries again', async () => {
    const user = userEvent.setup();
    let retries = 0;
    const error = <ErrorState title="The payments could not be loaded." onRetry={() => (retries += 1)} />;
    render(<Payments rows={[]} error={error} />);
    expect(screen.getByRole('alert')).toHaveTextContent('The payments could not be loaded.');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(retries).toBe(1);
  });

  test('the end of the list says how much is shown and loads more', async () => {
    const user = userEvent.setup();
    let loads = 0;
    const loadMore = {
      hasMore: true,
      loading: false,
      onLoadMore: () => (loads += 1),
      shownCount: 2,
      totalCount: 100_000,
    };
    const { rerender } = render(<Payments loadMore={loadMore} />);
    expect(screen.getByText('2 of 100,000 shown')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Load more' }));
    expect(loads).toBe(1);
    rerender(<Payments loadMore={{ ...loadMore, hasMore: false }} />);
    expect(screen.queryByRole('button', { name: 'Load more' })).not.toBeInTheDocument();
  });
});

describe('a live list', () => {
  const arrival: Row = { id: '3', name: 'Dora', amountMinor: 1 };

  test('lets a new row in on top, where it glows, and no other does', () => {
    const { rerender } = render(<Payments live />);
    rerender(<Payments live rows={[arrival, ...rows]} />);
    expect(namesShown()).toEqual(['Dora', 'Bob', 'Chloe']);
    const glowing = screen.getAllByRole('row').map((row) => row.hasAttribute('data-glow'));
    expect(glowing).toEqual([false, true, false, false]);
  });

  test('moves nothing under the pointer until it is asked to, or the pointer leaves', async () => {
    const user = userEvent.setup();
    const { rerender } = render(<Payments live />);
    await user.hover(screen.getByText('Bob'));
    rerender(<Payments live rows={[arrival, ...rows]} />);
    expect(namesShown()).toEqual(['Bob', 'Chloe']);
    // user-event would first leave the list for nowhere, which a real pointer on its way to the button does not.
    fireEvent.click(screen.getByRole('button', { name: '1 new' }));
    expect(namesShown()).toEqual(['Dora', 'Bob', 'Chloe']);
    const second = { ...arrival, id: '4', name: 'Emil' };
    rerender(<Payments live rows={[second, arrival, ...rows]} />);
    expect(namesShown()).toEqual(['Dora', 'Bob', 'Chloe']);
    await user.unhover(screen.getByText('Bob'));
    expect(namesShown()).toEqual(['Emil', 'Dora', 'Bob', 'Chloe']);
  });

  test('shows older rows at once, and another list whole', async () => {
    const user = userEvent.setup();
    const { rerender } = render(<Payments live />);
    await user.hover(screen.getByText('Bob'));
    rerender(<Payments live rows={[...rows, { ...arrival, id: '0' }]} />);
    expect(namesShown()).toEqual(['Bob', 'Chloe', 'Dora']);
    rerender(<Payments live rows={[{ ...arrival, id: '9', name: 'Zoe' }]} />);
    expect(namesShown()).toEqual(['Zoe']);
    expect(screen.getAllByRole('row')[1]).not.toHaveAttribute('data-glow');
  });
});
