import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { renderApp } from '@/test/render';
import { makeRow } from '@/test/transactions';
import { BulkReports } from './BulkReports';

it('leaves out of reports, unless all of them are left out already', async () => {
  const onChange = vi.fn();
  const { unmount } = renderApp(
    <BulkReports rows={[makeRow(1), makeRow(2, { is_left_out: true })]} onChange={onChange} />,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Leave out of reports' }));
  expect(onChange).toHaveBeenLastCalledWith(true);
  unmount();

  renderApp(<BulkReports rows={[makeRow(2, { is_left_out: true })]} onChange={onChange} />);
  await userEvent.click(screen.getByRole('button', { name: 'Count in reports' }));
  expect(onChange).toHaveBeenLastCalledWith(false);
});
