import { Kbd } from '@mantine/core';
import { Fragment } from 'react';
import { keyCaps } from '@/lib/keyboard';

interface KeysProps {
  /** As a binding spells them: `mod+k`, `g h`. */
  keys: string;
}

/** A shortcut drawn as key caps. */
export function Keys({ keys }: KeysProps) {
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      {keyCaps(keys).map((step, index) => (
        <Fragment key={`${step.join('+')} of ${keys}`}>
          {index > 0 && ' '}
          {step.map((cap) => (
            <Kbd key={cap} size="xs" mx={1}>
              {cap}
            </Kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
