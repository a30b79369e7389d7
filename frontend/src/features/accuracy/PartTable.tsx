import { Table } from '@mantine/core';
import type { PartFigures } from '@/api/accuracy';
import { formatCount } from '@/lib/formatting';
import classes from './Accuracy.module.css';
import { FigureCard } from './FigureCard';
import { ShareBar } from './ShareBar';
import { PARTS, partName, shareWords } from './words';

/** Who predicted what, in the order in which they are asked. */
export function PartTable({ parts }: { parts: PartFigures[] }) {
  return (
    <FigureCard title="Who decided" lead="In the order in which they are asked; the first that knows answers.">
      <Table.ScrollContainer
        minWidth={560}
        type="native"
        tabIndex={0}
        role="region"
        aria-label="Who decided, in figures"
      >
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Part</Table.Th>
              <Table.Th className={classes.number}>Transactions</Table.Th>
              <Table.Th className={classes.number}>Filed</Table.Th>
              <Table.Th className={classes.number}>Corrected</Table.Th>
              <Table.Th className={classes.number}>Judged</Table.Th>
              <Table.Th>Right</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {parts.map((figures) => (
              <Table.Tr key={figures.part}>
                <Table.Th scope="row" className={classes.part}>
                  {partName(figures.part)}
                  <span className={classes.note}>{PARTS[figures.part]?.about}</span>
                </Table.Th>
                <Table.Td className={classes.number}>{formatCount(figures.rows)}</Table.Td>
                <Table.Td className={classes.number}>{formatCount(figures.filed)}</Table.Td>
                <Table.Td className={classes.number}>{formatCount(figures.corrected)}</Table.Td>
                <Table.Td className={classes.number}>{formatCount(figures.judged)}</Table.Td>
                <Table.Td title={shareWords(figures)}>
                  <ShareBar share={figures.accuracy} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </FigureCard>
  );
}
