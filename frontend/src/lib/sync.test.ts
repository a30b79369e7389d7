import { expect, it } from 'vitest';
import { countWords, runSentence } from './sync';

const RUN = { status: 'success', added: 0, modified: 0, removed: 0, matched: 0, error_message: null };

it('names only what moved, in the order of interest', () => {
  expect(countWords({ ...RUN, added: 1204, matched: 3, removed: 1 })).toBe(
    '1,204 new, 3 known from files, 1 removed at the bank',
  );
  expect(countWords(RUN)).toBeNull();
});

it('says how an attempt ended', () => {
  expect(runSentence(RUN)).toBe('Nothing new at the bank.');
  expect(runSentence({ ...RUN, status: 'error', error_message: 'Chase does not answer.' })).toBe(
    'Chase does not answer.',
  );
  expect(runSentence({ ...RUN, status: 'partial', added: 2, error_message: 'Ally wants a login.' })).toBe(
    '2 new. Ally wants a login.',
  );
  expect(runSentence({ ...RUN, status: 'interrupted', added: 2 })).toMatch(/goes on from there/);
});
