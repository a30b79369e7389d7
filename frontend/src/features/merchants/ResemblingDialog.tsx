import { Button, Modal, Text } from '@mantine/core';
import type { Resemblance } from '@/api/merchants';
import { Money } from '@/components/Money';
import { plural } from '@/lib/formatting';
import classes from './Merchants.module.css';
import type { MergeStart } from './MergeDialog';
import type { MerchantActs } from './useMerchantActs';

interface ResemblingDialogProps {
  opened: boolean;
  pairs: Resemblance[];
  acts: MerchantActs;
  onMerge: (start: MergeStart) => void;
  onClose: () => void;
}

/** Merchants that have much the same name and are filed alike: one, or two? */
export function ResemblingDialog({ opened, pairs, acts, onMerge, onClose }: ResemblingDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Maybe the same merchant" size="lg">
      {pairs.length === 0 && <Text c="dimmed">No two merchants look alike any more.</Text>}
      <ul className={classes.pairs}>
        {pairs.map((pair) => (
          <li key={`${pair.into.key}|${pair.other.key}`}>
            <span className={classes.pair}>
              <Side side={pair.into} />
              <Side side={pair.other} />
            </span>
            <span className={classes.pairActs}>
              <Button
                size="xs"
                aria-label={`Merge ${pair.other.name} into ${pair.into.name}`}
                onClick={() => onMerge({ into: pair.into, other: pair.other })}
              >
                Merge…
              </Button>
              <Button
                size="xs"
                variant="default"
                aria-label={`${pair.into.name} and ${pair.other.name} are two`}
                onClick={() => acts.dismiss(pair)}
              >
                Two merchants
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </Modal>
  );
}

function Side({ side: { name, count, outflow } }: { side: Resemblance['into'] }) {
  return (
    <span className={classes.side}>
      <span className={classes.name}>{name}</span>
      <span className={classes.quiet}>
        {plural(count, 'time')} · <Money amount={outflow} kind="plain" />
      </span>
    </span>
  );
}
