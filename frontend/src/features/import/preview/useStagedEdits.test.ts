import { expect, it } from 'vitest';
import { withWord } from './useStagedEdits';

const LISTS = { skip_rows: [4], include_rows: [9] };

it('leaves a new row out, and takes it back', () => {
  const left = withWord(LISTS, { row: 7, kind: 'new' }, false);
  expect(left).toEqual({ skip_rows: [4, 7], include_rows: [9] });
  expect(withWord(left, { row: 7, kind: 'new' }, true)).toEqual(LISTS);
});

it('insists on a row that is here already, and lets it go', () => {
  const insisted = withWord(LISTS, { row: 7, kind: 'duplicate' }, true);
  expect(insisted).toEqual({ skip_rows: [4], include_rows: [9, 7] });
  expect(withWord(insisted, { row: 7, kind: 'duplicate' }, false)).toEqual(LISTS);
});

it('takes a row that may be here unless one says no', () => {
  expect(withWord(LISTS, { row: 4, kind: 'possible_duplicate' }, true)).toEqual({ skip_rows: [], include_rows: [9] });
});
