import { describe, expect, it } from 'vitest';
import { matchScore, rankMatches } from './matching';

const NAMES = ['Gas & Fuel', 'Groceries', 'Pet Groceries', 'Coffee Shops', 'Café', 'Streaming'];
const rank = (query: string): string[] => rankMatches(query, NAMES, (name) => [name]);

describe('type-to-find', () => {
  it('puts a beginning before a word inside', () => {
    expect(rank('groc')).toEqual(['Groceries', 'Pet Groceries']);
  });

  it('takes the first letters of words', () => {
    expect(rank('cof sh')[0]).toBe('Coffee Shops');
    expect(rank('fuel')).toEqual(['Gas & Fuel']);
  });

  it('does not mind accents or case', () => {
    expect(rank('CAFE')).toEqual(['Café']);
  });

  it('forgives left-out letters, but not wrong ones', () => {
    expect(rank('strmng')).toEqual(['Streaming']);
    expect(rank('xyz')).toEqual([]);
  });

  it('keeps all, in order, for nothing typed', () => {
    expect(rank('  ')).toEqual(NAMES);
    expect(matchScore('', 'anything')).toBe(0);
  });

  it('prefers a hit in the first text to one in the second', () => {
    const options = [
      { name: 'Home', more: 'rent' },
      { name: 'Rent', more: 'home' },
    ];
    expect(rankMatches('rent', options, ({ name, more }) => [name, more])[0]?.name).toBe('Rent');
  });
});
