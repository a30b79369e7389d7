import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { Transaction } from '@/api/transactions';
import { newRuleAddress } from '@/lib/addresses';
import { asValue, wordsAsFilter } from '@/lib/filterText';

/** A rule that finds a transaction and those like it, as far as the transaction itself tells. */
const ruleOf = ({ merchant_name: merchant, description, category, predicted_category: guess }: Transaction) => ({
  query: merchant ? `merchant=${asValue(merchant)}` : wordsAsFilter(description),
  category: category ?? guess,
});

/** Leads from a transaction to a new rule that is filled with what it is like. */
export function MakeRule({ row }: { row: Transaction }) {
  return (
    <Anchor component={Link} to={newRuleAddress(ruleOf(row))} size="sm">
      Make a rule from this
    </Anchor>
  );
}
