import type { Mapping } from '@/api/rules';
import type { Column } from '@/components/table/columns';
import { formatCount } from '@/lib/formatting';
import { FilesCell } from './FilesCell';
import { MappingSwitch } from './MappingSwitch';
import { OriginBadge } from './OriginBadge';
import { PatternCell } from './PatternCell';
import { RuleCategory } from './RuleCategory';

/** What the list of merchant rules shows of each. */
export const MAPPING_COLUMNS: Column<Mapping>[] = [
  { id: 'pattern', header: 'Found in the description', cell: (mapping) => <PatternCell mapping={mapping} /> },
  {
    id: 'category',
    header: 'Category',
    width: '22%',
    cell: ({ category, category_name }) => <RuleCategory category={category} name={category_name} />,
  },
  { id: 'origin', header: 'Made by', width: '96px', cell: ({ origin }) => <OriginBadge origin={origin} /> },
  {
    id: 'files',
    header: 'Files',
    width: '112px',
    from: 'md',
    cell: (mapping) => <FilesCell mapping={mapping} />,
  },
  { id: 'hits', header: 'Used', width: '76px', align: 'end', cell: ({ hits }) => formatCount(hits) },
  { id: 'on', header: 'On', width: '72px', align: 'end', cell: (mapping) => <MappingSwitch mapping={mapping} /> },
];
