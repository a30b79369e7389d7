import type { Mapping } from '@/api/rules';
import { plural } from '@/lib/formatting';
import { OriginBadge } from './OriginBadge';
import { PatternCell } from './PatternCell';
import { RuleCategory } from './RuleCategory';
import classes from './Rules.module.css';

/** A merchant rule in two lines, for a phone. */
export function MappingLines({ mapping }: { mapping: Mapping }) {
  return (
    <span className={classes.lines}>
      <PatternCell mapping={mapping} />
      <OriginBadge origin={mapping.origin} />
      <RuleCategory category={mapping.category} name={mapping.category_name} />
      <span className={classes.small}>{mapping.is_enabled ? `used ${plural(mapping.hits, 'time')}` : 'off'}</span>
    </span>
  );
}
