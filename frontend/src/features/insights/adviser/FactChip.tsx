import { Popover, Text, UnstyledButton } from '@mantine/core';
import { ArrowRight } from 'lucide-react';
import { Link } from 'react-router';
import type { Fact } from '@/api/insights';
import { clsx } from '@/lib/classes';
import classes from './Answer.module.css';
import { FactValue } from './FactValue';
import { factWords } from './factWords';

interface FactChipProps {
  fact: Fact;
}

/** A citation: opens to the fact, exact, with its period and the way to its rows. */
export function FactChip({ fact }: FactChipProps) {
  // The model was told it less exactly, or not at all: the chip says what it is.
  const isFuller = fact.told !== null;
  return (
    <Popover width={280} position="top" withArrow trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={clsx(classes.chip, isFuller && classes.full)}
          aria-label={`Fact ${fact.number}: ${factWords(fact)}`}
        >
          {isFuller ? <FactValue fact={fact} /> : `F${fact.number}`}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="xs" c="dimmed">
          {fact.topic} · F{fact.number}
        </Text>
        <Text size="sm" fw={550} mt={2}>
          {factWords(fact)}
        </Text>
        <Text size="xl" fw={650} mt={4} component="div">
          <FactValue fact={fact} />
        </Text>
        {fact.period && (
          <Text size="sm" c="dimmed">
            {fact.period}
          </Text>
        )}
        {fact.told !== null && (
          <Text size="xs" c="dimmed" mt={4}>
            The model was told: {fact.told}
          </Text>
        )}
        {fact.source && (
          <Link to={fact.source.address} className={classes.source}>
            {fact.source.label === 'Transactions' ? 'Show the transactions' : `Open ${fact.source.label}`}
            <ArrowRight size={14} aria-hidden="true" />
          </Link>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
