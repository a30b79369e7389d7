import { Badge, Tooltip } from '@mantine/core';
import type { Mapping } from '@/api/rules';
import { clsx } from '@/lib/classes';
import classes from './Rules.module.css';

export const AMBIGUOUS =
  'You file this merchant under several categories, so it is never filed by itself: each time it waits in the review.';

/** What a merchant rule looks for, and what is special about it. */
export function PatternCell({ mapping }: { mapping: Mapping }) {
  return (
    <span className={clsx(classes.pattern, !mapping.is_enabled && classes.off)}>
      <span className={classes.words}>{mapping.merchant_pattern}</span>
      {mapping.is_regex && (
        <Badge variant="outline" color="gray" size="sm">
          Expression
        </Badge>
      )}
      {mapping.is_ambiguous && (
        <Tooltip label={AMBIGUOUS} multiline w={280}>
          <Badge variant="light" color="orange" size="sm">
            Several categories
          </Badge>
        </Tooltip>
      )}
    </span>
  );
}
