import { expect, it } from 'vitest';
import type { Account } from '@/api/accounts';
import { readFilter } from './filter';
import { wholeFilter } from './wholeFilter';

const ACCOUNTS = [{ id: 4, name: 'Joint Checking' }] as Account[];

const whole = (address: string) => wholeFilter(readFilter(new URLSearchParams(address), []), ACCOUNTS);

it('says in one text what the box and the pills filter by', () => {
  expect(
    whole(
      'filter=a+OR+b&period=2026-05&account_id=4&category=coffee&status=confirmed&status=auto_confirmed&flow=in&min=1,000&tag=trip&source=manual&import_id=7&exclude_transfers=true',
    ),
  ).toBe(
    '(a OR b) date:2026-05 account="Joint Checking" category:coffee status:by-you,by-rule in:1000.. tag:"trip" source:manual import:7 -has:transfer',
  );
});

it('says years, stretches, and what went out or in', () => {
  expect(whole('start_date=2025-01-01&end_date=2025-12-31')).toBe('date:2025');
  expect(whole('start_date=2025-01-05&end_date=2025-02-03&flow=out')).toBe('date:2025-01-05..2025-02-03 is:out');
  expect(whole('max=50&category=uncategorized')).toBe('category:none out:..50');
  expect(whole('')).toBe('');
});
