import { describe, expect, it } from 'vitest';
import { BLANK, finished, IGNORED, missingOf, roleOf, withHeaderLine, withRole } from './layout';

describe('naming the columns of a table', () => {
  it('says what is missing until the file can be read', () => {
    const dated = withRole(BLANK, 0, 'date');
    const described = withRole(dated, 1, 'description');
    expect(missingOf(BLANK)).toMatch('dates');
    expect(missingOf(dated)).toMatch('amounts');
    expect(finished(described)).toBeNull();
    expect(finished(withRole(described, 2, 'amount'))).toMatchObject({ date: 0, description: [1], amount: 2 });
  });

  it('gives a column one meaning, and a meaning one column', () => {
    const moved = withRole(withRole(BLANK, 0, 'date'), 3, 'date');
    expect(roleOf(moved, 0)).toBe(IGNORED);
    expect(roleOf(moved, 3)).toBe('date');
    expect(roleOf(withRole(moved, 3, 'balance'), 3)).toBe('balance');
    expect(withRole(moved, 3, 'balance').date).toBeNull();
  });

  it('joins several columns to the description, in the order of the file', () => {
    expect(withRole(withRole(BLANK, 4, 'description'), 2, 'description').description).toEqual([2, 4]);
  });

  it('has one signed amount, or a column for each direction', () => {
    const both = withRole(withRole(withRole(BLANK, 2, 'amount'), 3, 'debit'), 4, 'credit');
    expect([both.amount, both.debit, both.credit]).toEqual([null, 3, 4]);
    const signed = withRole(both, 2, 'amount');
    expect([signed.amount, signed.debit, signed.credit]).toEqual([2, null, null]);
  });

  it('begins the rows below the header', () => {
    expect(withHeaderLine(BLANK, 4)).toMatchObject({ header_row: 3, first_row: 4 });
    expect(withHeaderLine(BLANK, 0)).toMatchObject({ header_row: null, first_row: 0 });
  });
});
