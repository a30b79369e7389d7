import { Tooltip } from '@mantine/core';
import type { Filer } from '@/api/ownRules';
import type { Column } from '@/components/table/columns';
import { formatCount } from '@/lib/formatting';
import { isOrigin, OriginBadge } from '../OriginBadge';
import { RuleCategory } from '../RuleCategory';
import classes from '../Rules.module.css';
import { FilerSwitch } from './FilerSwitch';
import { FilerTitle } from './FilerTitle';
import { kindOf, rightOf } from './filerWords';

const SPECIFIC = 'How many conditions must hold; an exact amount counts twice';

/** What the list of all that files shows of each. */
export const FILER_COLUMNS: Column<Filer>[] = [
  {
    id: 'place',
    header: '#',
    width: '64px',
    align: 'end',
    cell: ({ place }) => <span className={classes.small}>{formatCount(place)}</span>,
  },
  { id: 'title', header: 'Looks for', cell: (filer) => <FilerTitle filer={filer} /> },
  { id: 'kind', header: 'Kind', width: '92px', cell: kindOf },
  {
    id: 'category',
    header: 'Category',
    width: '19%',
    cell: ({ category, category_name }) =>
      category && category_name ? (
        <RuleCategory category={category} name={category_name} />
      ) : (
        <span className={classes.small}>no category</span>
      ),
  },
  {
    id: 'origin',
    header: 'Made by',
    width: '108px',
    from: 'md',
    cell: ({ origin }) => isOrigin(origin) && <OriginBadge origin={origin} />,
  },
  {
    id: 'specificity',
    header: (
      <Tooltip label={SPECIFIC}>
        <span>Specific</span>
      </Tooltip>
    ),
    width: '82px',
    align: 'end',
    from: 'lg',
    cell: ({ specificity }) => formatCount(specificity),
  },
  { id: 'right', header: 'Right', width: '92px', align: 'end', from: 'md', cell: rightOf },
  { id: 'hits', header: 'Used', width: '70px', align: 'end', cell: ({ hits }) => formatCount(hits) },
  { id: 'on', header: 'On', width: '68px', align: 'end', cell: (filer) => <FilerSwitch filer={filer} /> },
];
