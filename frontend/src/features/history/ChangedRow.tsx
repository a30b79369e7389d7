import { Text } from '@mantine/core';
import { ArrowRight } from 'lucide-react';
import type { RowChange } from '@/api/history';
import { CellValue } from './CellValue';
import classes from './History.module.css';
import { changeTitle, type Difference, differences } from './rows';

interface ChangedRowProps {
  change: RowChange;
}

/** One row that was added, changed or removed, field by field. */
export function ChangedRow({ change }: ChangedRowProps) {
  const fields = differences(change);
  return (
    <li className={classes.change}>
      <Text size="sm" fw={600}>
        {changeTitle(change)}
        {change.name && (
          <Text component="span" fw={400} c="dimmed">
            {' '}
            · {change.name}
          </Text>
        )}
      </Text>
      {fields.length > 0 && (
        <dl className={classes.fields}>
          {fields.map((field) => (
            <div key={field.column}>
              <dt>{field.label}</dt>
              <dd>
                <Values field={field} change={change} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

function Values({ field, change }: { field: Difference; change: RowChange }) {
  if (!change.before) return <CellValue kind={field.kind} value={field.after} />;
  if (!change.after) return <CellValue kind={field.kind} value={field.before} />;
  return (
    <>
      <span className={classes.old}>
        <CellValue kind={field.kind} value={field.before} />
      </span>
      <ArrowRight size={13} aria-label="became" />
      <CellValue kind={field.kind} value={field.after} />
    </>
  );
}
