import type { Filer } from '@/api/ownRules';
import { plural } from '@/lib/formatting';
import { RuleCategory } from '../RuleCategory';
import classes from '../Rules.module.css';
import { FilerTitle } from './FilerTitle';
import { kindOf } from './filerWords';

/** Something that files, in two lines, for a phone. */
export function FilerLines({ filer }: { filer: Filer }) {
  const { place, category, category_name, is_enabled, hits } = filer;
  return (
    <span className={classes.lines}>
      <FilerTitle filer={filer} />
      <span className={classes.small}>
        {kindOf(filer)} · {place}
      </span>
      {category && category_name ? (
        <RuleCategory category={category} name={category_name} />
      ) : (
        <span className={classes.small}>no category</span>
      )}
      <span className={classes.small}>{is_enabled ? `used ${plural(hits, 'time')}` : 'off'}</span>
    </span>
  );
}
