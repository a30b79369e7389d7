import { Badge } from '@mantine/core';
import { Repeat } from 'lucide-react';
import type { Merchant } from '@/api/merchants';
import { plural } from '@/lib/formatting';
import classes from './Merchants.module.css';

/** What a merchant is called, and what is special about it. */
export function MerchantName({ merchant: { name, aliases, cadence, rule } }: { merchant: Merchant }) {
  return (
    <span className={classes.who}>
      <span className={classes.name}>{name}</span>
      {cadence && (
        <span className={classes.mark} title={`Comes again and again: ${cadence}`}>
          <Repeat size={13} aria-label="Recurring" />
        </span>
      )}
      {aliases.length > 0 && (
        <span className={classes.quiet} title={aliases.join(', ')}>
          +{plural(aliases.length, 'spelling')}
        </span>
      )}
      {rule?.is_ambiguous && (
        <Badge variant="light" color="orange" size="sm">
          Several categories
        </Badge>
      )}
    </span>
  );
}
