import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { ChartColumn, Ellipsis, FileSpreadsheet, Image, Printer, Table2 } from 'lucide-react';
import type { RefObject } from 'react';
import { fileName, saveBlob, saveCsv } from '@/lib/saving';
import { type ChartTable, chartCsv } from './chartTable';
import { type LegendEntry, pictureOf } from './picture';

interface ChartActionsProps {
  title: string;
  table: ChartTable;
  legend: LegendEntry[];
  /** Around what is drawn. */
  drawn: RefObject<HTMLElement | null>;
  asTable: boolean;
  onSwitch: () => void;
}

const ICON = { size: 15, 'aria-hidden': true } as const;

/** What can be done with any chart: read it as a table, take it along, print it. */
export function ChartActions({ title, table, legend, drawn, asTable, onSwitch }: ChartActionsProps) {
  const Icon = asTable ? ChartColumn : Table2;
  const other = asTable ? 'Show as a chart' : 'Show as a table';
  const savePicture = async () => {
    try {
      if (drawn.current) saveBlob(fileName(title, 'png'), await pictureOf(drawn.current, title, legend));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      notifications.show({ color: 'red', title: 'The picture could not be made', message });
    }
  };
  return (
    <>
      <Tooltip label={other}>
        <ActionIcon aria-label={`${title}: ${other.toLowerCase()}`} onClick={onSwitch}>
          <Icon size={16} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={`${title}: save or print`}>
            <Ellipsis size={16} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<FileSpreadsheet {...ICON} />}
            onClick={() => saveCsv(fileName(title, 'csv'), chartCsv(table))}
          >
            Save the figures as CSV
          </Menu.Item>
          <Menu.Item leftSection={<Image {...ICON} />} disabled={asTable} onClick={savePicture}>
            Save the picture as PNG
          </Menu.Item>
          <Menu.Item leftSection={<Printer {...ICON} />} onClick={() => window.print()}>
            Print the page
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
