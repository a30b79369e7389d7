import { Badge } from '@mantine/core';
import type { Filer } from '@/api/ownRules';
import { Money } from '@/components/Money';
import { clsx } from '@/lib/classes';
import classes from '../Rules.module.css';

/** What it looks for; with an amount, at which. */
export function FilerTitle({ filer: { title, amount, tolerance, is_regex, is_enabled } }: { filer: Filer }) {
  return (
    <span className={classes.pattern}>
      <span className={clsx(classes.words, !is_enabled && classes.off)}>{title}</span>
      {amount !== null && (
        <span className={classes.at}>
          <Money amount={amount} />
          {tolerance ? (
            <>
              {' ± '}
              <Money amount={tolerance} kind="plain" />
            </>
          ) : null}
        </span>
      )}
      {is_regex && (
        <Badge variant="outline" color="gray" size="sm">
          Expression
        </Badge>
      )}
    </span>
  );
}
