import { Button, Collapse, UnstyledButton } from '@mantine/core';
import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import type { Insight } from '@/api/noticed';
import { Told } from '@/components/insights/Told';
import classes from './Noticed.module.css';
import type { NoticedActs } from './useNoticedActs';

interface PutAsideProps {
  insights: Insight[];
  acts: NoticedActs;
}

/** What was put aside and still holds; each can be brought back. */
export function PutAside({ insights, acts }: PutAsideProps) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  if (insights.length === 0) return null;
  return (
    <div>
      <UnstyledButton
        className={classes.opener}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
      >
        <ChevronRight size={15} aria-hidden="true" data-open={isOpen} />
        Put aside ({insights.length})
      </UnstyledButton>
      <Collapse expanded={isOpen} id={id}>
        <ul className={classes.gone}>
          {insights.map((insight) => (
            <li key={insight.key}>
              <span>
                <Told text={insight.title} />
              </span>
              <Button
                size="xs"
                variant="default"
                aria-label={`Bring back: ${insight.title}`}
                onClick={() => acts.bringBack(insight)}
              >
                Bring back
              </Button>
            </li>
          ))}
        </ul>
      </Collapse>
    </div>
  );
}
