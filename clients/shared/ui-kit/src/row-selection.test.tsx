import '@testing-library/jest-dom';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { MemoryRouter } from 'react-router';
import { DataList, type DataListColumn, type RowSelection } from './data-list.tsx';
import { FormField } from './form-field.tsx';
import { accessibilityProblems } from './testing/axe.ts';
import { setScreenWidth } from './testing/screen.ts';
import { Textarea } from './textarea.tsx';

interface Row {
  id: string;
  name: string;
}

const columns: DataListColumn<Row>[] = [{ id: 'name', header: 'Name', cell: ({ name }) => name }];
const rows: Row[] = ['Ann', 'Bob', 'Cid', 'Dora'].map((name, index) => ({ id: String(index), name }));

function People(props: Partial<RowSelection<Row>>) {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState('');
  return (
    <>
      <DataList
        label="People"
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        onRowSelect={({ name }) => setOpened(name)}
        selection={{ keys, onChange: setKeys, rowLabel: ({ name }) => `Select ${name}`, ...props }}
      />
      <p>Selected: {[...keys].sort().join(' ') || 'nobody'}</p>
      <p>Opened: {opened || 'nobody'}</p>
    </>
  );
}

const box = (name: string): HTMLElement => screen.getByRole('checkbox', { name });

test('rows are selected one by one, without being opened', async () => {
  const user = userEvent.setup();
  const { container } = render(<People />, { wrapper: MemoryRouter });
  await user.click(box('Select Bob'));
  await user.click(box('Select Dora'));
  expect(screen.getByText('Selected: 1 3')).toBeInTheDocument();
  expect(screen.getByText('Opened: nobody')).toBeInTheDocument();
  expect(box('Select all that are shown')).toBePartiallyChecked();
  await user.click(box('Select Bob'));
  expect(screen.getByText('Selected: 3')).toBeInTheDocument();
  expect(await accessibilityProblems(container)).toEqual([]);
});

test('a press beside the box, within its target, selects and does not open', async () => {
  const user = userEvent.setup();
  render(<People />, { wrapper: MemoryRouter });
  const target = box('Select Bob').closest('label');
  if (target) await user.click(target);
  expect(screen.getByText('Selected: 1')).toBeInTheDocument();
  expect(screen.getByText('Opened: nobody')).toBeInTheDocument();
});

test('the box above selects all that can be selected, and then none', async () => {
  const user = userEvent.setup();
  render(<People isSelectable={({ name }) => name !== 'Cid'} />, { wrapper: MemoryRouter });
  expect(screen.queryByRole('checkbox', { name: 'Select Cid' })).not.toBeInTheDocument();
  await user.click(box('Select all that are shown'));
  expect(screen.getByText('Selected: 0 1 3')).toBeInTheDocument();
  expect(box('Select all that are shown')).toBeChecked();
  await user.click(box('Select all that are shown'));
  expect(screen.getByText('Selected: nobody')).toBeInTheDocument();
});

test('with Shift the rows in between follow', async () => {
  const user = userEvent.setup();
  render(<People />, { wrapper: MemoryRouter });
  await user.click(box('Select Dora'));
  await user.keyboard('{Shift>}');
  await user.click(box('Select Bob'));
  await user.keyboard('{/Shift}');
  expect(screen.getByText('Selected: 1 2 3')).toBeInTheDocument();
});

test('by keyboard: X on a row selects it, arrows go from box to box', async () => {
  const user = userEvent.setup();
  render(<People />, { wrapper: MemoryRouter });
  screen.getByRole('button', { name: 'Ann' }).focus();
  await user.keyboard('{ArrowDown}x');
  expect(screen.getByText('Selected: 1')).toBeInTheDocument();
  box('Select Bob').focus();
  await user.keyboard('{ArrowDown} {ArrowUp} ');
  expect(screen.getByText('Selected: 2')).toBeInTheDocument();
});

test('no more are selected than are allowed at once', async () => {
  const user = userEvent.setup();
  render(<People countMax={2} />, { wrapper: MemoryRouter });
  await user.click(box('Select all that are shown'));
  expect(screen.getByText('Selected: 0 1')).toBeInTheDocument();
  expect(box('Select Dora')).toBeDisabled();
  await user.click(box('Select Ann'));
  expect(box('Select Dora')).toBeEnabled();
});

test('cards are selected, too', async () => {
  const restore = setScreenWidth(390);
  const user = userEvent.setup();
  const { container } = render(<People />, { wrapper: MemoryRouter });
  await user.click(box('Select all that are shown'));
  await user.click(within(screen.getAllByRole('listitem')[0] ?? container).getByRole('checkbox'));
  expect(screen.getByText('Selected: 1 2 3')).toBeInTheDocument();
  expect(await accessibilityProblems(container)).toEqual([]);
  restore();
});

test('a list whose rows are not to be selected has no checkboxes', () => {
  render(<DataList label="People" columns={columns} rows={rows} rowKey={({ id }) => id} />, {
    wrapper: MemoryRouter,
  });
  expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
});

test('a few lines of text are named by their field, and told what is wrong with them', async () => {
  const { container } = render(
    <FormField label="Reason" error="Say why." required>
      <Textarea />
    </FormField>,
  );
  expect(screen.getByRole('textbox', { name: 'Reason' })).toHaveAccessibleDescription('Say why.');
  expect(screen.getByRole('textbox')).toBeInvalid();
  expect(await accessibilityProblems(container)).toEqual([]);
});
