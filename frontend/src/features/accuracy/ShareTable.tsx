import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatCount } from '@/lib/formatting';
import classes from './Accuracy.module.css';
import { ShareBar } from './ShareBar';

export interface ShareLine {
  key: string;
  label: string;
  judged: number;
  accuracy: number | null;
  expected?: number | null;
  /** What else is to say, below the label. */
  note?: ReactNode;
}

interface ShareTableProps {
  /** What the lines are: a month, a category. */
  linesAre: string;
  lines: ShareLine[];
}

/** How often the app was right, line by line. */
export function ShareTable({ linesAre, lines }: ShareTableProps) {
  return (
    <Table verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{linesAre}</Table.Th>
          <Table.Th className={classes.number}>Judged</Table.Th>
          <Table.Th>Right</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map(({ key, label, judged, accuracy, expected, note }) => (
          <Table.Tr key={key}>
            <Table.Th scope="row" className={classes.part}>
              {label}
              {note && <span className={classes.note}>{note}</span>}
            </Table.Th>
            <Table.Td className={classes.number}>{formatCount(judged)}</Table.Td>
            <Table.Td>
              <ShareBar share={accuracy} expected={expected} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
