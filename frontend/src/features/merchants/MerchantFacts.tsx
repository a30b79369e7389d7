import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { MerchantDetail } from '@/api/merchants';
import { Money } from '@/components/Money';
import { formatDay, plural } from '@/lib/formatting';
import classes from './Merchants.module.css';
import { UsualCategory } from './merchantColumns';

type FiledBy = MerchantDetail['filed_by'][number];

function filedWords({ tier, text, count }: FiledBy): string {
  const rows = plural(count, 'time');
  switch (tier) {
    case 'rule':
      return `your rule ${text ?? '(deleted since)'}, ${rows}`;
    case 'amount_rule':
      return `the amount rule ${text ?? '(deleted since)'}, ${rows}`;
    case 'merchant_map':
      return `the merchant rule ${text ?? '(gone since)'}, ${rows}`;
    case 'local_model':
      return `what other rows taught, ${rows}`;
    case 'ai':
      return `the AI, ${rows}`;
    default:
      return `${tier}, ${rows}`;
  }
}

/** The figures that say most of a merchant. */
export function MerchantFacts({ merchant }: { merchant: MerchantDetail }) {
  const { outflow, inflow, typical, first_on, last_on, count, cadence, filed_by } = merchant;
  const isIncome = outflow === 0 && inflow > 0;
  return (
    <>
      <div className={classes.headline}>
        <Money amount={isIncome ? -inflow : outflow} kind={isIncome ? 'flow' : 'plain'} headline />
      </div>
      <Text size="sm" c="dimmed">
        {isIncome ? 'received' : 'spent'} in {plural(count, 'transaction')}, {formatDay(first_on)} –{' '}
        {formatDay(last_on)}
      </Text>
      <dl className={classes.facts}>
        {typical !== null && (
          <>
            <dt>Usually</dt>
            <dd>
              <Money amount={typical} kind="plain" /> a time
            </dd>
          </>
        )}
        {!isIncome && inflow > 0 && (
          <>
            <dt>Came back</dt>
            <dd>
              <Money amount={-inflow} />
            </dd>
          </>
        )}
        <dt>Category</dt>
        <dd>
          <UsualCategory merchant={merchant} />
        </dd>
        {filed_by.length > 0 && (
          <>
            <dt>Suggested by</dt>
            <dd>
              {filed_by.slice(0, 3).map((by) => (
                <span key={`${by.tier}-${by.rule_id}`} className={classes.line}>
                  {filedWords(by)}
                </span>
              ))}
            </dd>
          </>
        )}
        {cadence && (
          <>
            <dt>Recurring</dt>
            <dd>
              <Anchor component={Link} to="/recurring" size="sm">
                {cadence}
              </Anchor>
            </dd>
          </>
        )}
      </dl>
    </>
  );
}
