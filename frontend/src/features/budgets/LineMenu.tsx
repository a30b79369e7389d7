import { ActionIcon, Menu } from '@mantine/core';
import { ArrowLeftRight, Check, EllipsisVertical, Trash2 } from 'lucide-react';
import { Link } from 'react-router';
import type { BudgetLine, Rollover } from '@/api/budgets';
import { ROLLOVER_WORDS } from './standing';
import type { BudgetActs } from './useBudgetActs';

interface LineMenuProps {
  line: BudgetLine;
  month: string;
  /** Where its transactions are. */
  address: string;
  acts: BudgetActs;
}

const ICON = { size: 15, 'aria-hidden': true } as const;
const MODES: Rollover[] = ['surplus', 'overspend', 'both'];

/** Everything that can be done with one line. */
export function LineMenu({ line, month, address, acts }: LineMenuProps) {
  const choose = (mode: Rollover | null) => {
    if (mode !== line.rollover) acts.setRollover(line, mode, line.rollover_since ?? month);
  };
  const check = (mode: Rollover | null) => (mode === line.rollover ? <Check {...ICON} /> : null);
  return (
    <Menu position="bottom-end" withinPortal returnFocus>
      <Menu.Target>
        <ActionIcon aria-label={`Actions for ${line.display_name}`}>
          <EllipsisVertical size={16} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to={address} leftSection={<ArrowLeftRight {...ICON} />}>
          Transactions
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>At the end of each period</Menu.Label>
        <Menu.Item rightSection={check(null)} onClick={() => choose(null)}>
          Start anew
        </Menu.Item>
        {MODES.map((mode) => (
          <Menu.Item key={mode} rightSection={check(mode)} onClick={() => choose(mode)}>
            {ROLLOVER_WORDS[mode]}
          </Menu.Item>
        ))}
        {line.id !== null && (
          <>
            <Menu.Divider />
            <Menu.Item
              c="var(--mantine-color-error)"
              leftSection={<Trash2 {...ICON} />}
              onClick={() => acts.setAmount(line, null)}
            >
              Remove the budget
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
