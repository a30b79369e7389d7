import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { renderApp } from '@/test/render';
import type { Column, Sort } from './columns';
import { DataTable, type DataTableProps } from './DataTable';
import { destination } from './useRowKeys';
import { type RowId, stretch, useSelection } from './useSelection';

interface Row {
  id: number;
  name: string;
}

const ROWS: Row[] = Array.from({ length: 500 }, (_, id) => ({ id, name: `Row ${id}` }));
const IDS: RowId[] = ROWS.map(({ id }) => id);
const COLUMNS: Column<Row>[] = [{ id: 'name', header: 'Name', sortable: true, cell: ({ name }) => name }];

function List(props: Partial<DataTableProps<Row>>) {
  const selection = useSelection(IDS);
  return (
    <>
      <output aria-label="chosen">{[...selection.ids].join(' ')}</output>
      <DataTable
        label="Rows"
        rows={ROWS}
        rowId={({ id }) => id}
        rowLabel={({ name }) => name}
        columns={COLUMNS}
        selection={selection}
        {...props}
      />
    </>
  );
}

const chosen = (): string | null => screen.getByLabelText('chosen').textContent;

it('draws what is in sight only, and says how many there are', () => {
  renderApp(<List total={9000} />);
  const grid = screen.getByRole('grid', { name: 'Rows' });
  expect(grid).toHaveAttribute('aria-rowcount', '9001');
  expect(within(grid).getByText('Row 0')).toBeInTheDocument();
  expect(within(grid).queryByText('Row 400')).not.toBeInTheDocument();
});

it('is worked by the keyboard: move, select a stretch, open', async () => {
  const user = userEvent.setup();
  const onOpen = vi.fn();
  const onKey = vi.fn();
  renderApp(<List onOpen={onOpen} onKey={onKey} autoFocus />);
  await user.keyboard('jj {Shift>}{ArrowDown}{ArrowDown}{/Shift}');
  expect(chosen()).toBe('2 3 4');
  await user.keyboard('k{Enter}c');
  expect(onOpen).toHaveBeenCalledWith(ROWS[3]);
  expect(onKey).toHaveBeenCalledWith('c', ROWS[3], expect.anything());
  await user.keyboard('{Escape}');
  expect(chosen()).toBe('');
});

it('selects by mouse, and a stretch with shift', async () => {
  const user = userEvent.setup();
  const onOpen = vi.fn();
  renderApp(<List onOpen={onOpen} />);
  await user.click(screen.getByRole('checkbox', { name: 'Select Row 1' }));
  await user.keyboard('{Shift>}');
  await user.click(screen.getByRole('checkbox', { name: 'Select Row 4' }));
  await user.keyboard('{/Shift}');
  expect(chosen()).toBe('1 2 3 4');
  await user.click(screen.getByRole('checkbox', { name: 'Select Row 2' }));
  expect(chosen()).toBe('1 3 4');
  expect(onOpen).not.toHaveBeenCalled();
  await user.click(screen.getByText('Row 6'));
  expect(onOpen).toHaveBeenCalledWith(ROWS[6]);
});

it('selects everything that is loaded, and nothing again', async () => {
  const user = userEvent.setup();
  renderApp(<List />);
  const all = screen.getByRole('checkbox', { name: /select all/i });
  await user.click(all);
  expect(chosen()?.split(' ')).toHaveLength(500);
  await user.click(all);
  expect(chosen()).toBe('');
});

it('asks to sort by a header, and turns the order round', async () => {
  const user = userEvent.setup();
  const onSort = vi.fn<(sort: Sort) => void>();
  renderApp(<List sort={{ by: 'name', order: 'asc' }} onSort={onSort} />);
  expect(screen.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
  await user.click(screen.getByRole('button', { name: 'Name' }));
  expect(onSort).toHaveBeenCalledWith({ by: 'name', order: 'desc' });
});

it('asks for more near the end, once', () => {
  const onLoadMore = vi.fn();
  renderApp(<List rows={ROWS.slice(0, 20)} hasMore onLoadMore={onLoadMore} total={500} />);
  expect(onLoadMore).toHaveBeenCalledTimes(1);
  expect(screen.getByText('20 of 500 loaded…')).toBeInTheDocument();
});

it('stays within the list, whatever the key', () => {
  expect(destination('j', 9, 10, 5)).toBe(9);
  expect(destination('PageUp', 3, 10, 5)).toBe(0);
  expect(destination('x', 3, 10, 5)).toBeNull();
});

it('finds a stretch in either direction, and only its end when its start is gone', () => {
  expect(stretch([1, 2, 3, 4], 4, 2)).toEqual([2, 3, 4]);
  expect(stretch([1, 2, 3, 4], 9, 2)).toEqual([2]);
});
