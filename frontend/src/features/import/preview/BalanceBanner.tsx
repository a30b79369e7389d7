import { Button, Group, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { Statement } from '@/api/imports';
import { parseBalance } from '@/lib/balances';
import { clsx } from '@/lib/classes';
import classes from './Preview.module.css';
import type { StagedEdits } from './useStagedEdits';

interface BalanceBannerProps {
  statement: Statement;
  edits: StagedEdits;
}

const LOOKS = {
  proven: { icon: CircleCheck, look: classes.proven },
  broken: { icon: CircleAlert, look: classes.broken },
  not_stated: { icon: CircleDashed, look: classes.not_stated },
} as const;

/** Whether the rows lead from one stated balance to the next, and a place to type one. */
export function BalanceBanner({ statement, edits }: BalanceBannerProps) {
  const { status, sentence } = statement.balance_proof;
  const { icon: Icon, look } = LOOKS[status];
  const [isTyping, typing] = useDisclosure(false);
  return (
    <div className={clsx(classes.proof, look)} role="status" data-status={status}>
      <Icon size={17} aria-hidden="true" />
      <span>{sentence}</span>
      {status !== 'proven' && !isTyping && (
        <Button size="xs" variant="default" onClick={typing.open}>
          Type the balance
        </Button>
      )}
      {isTyping && status !== 'proven' && <TypedBalances statement={statement} edits={edits} onCancel={typing.close} />}
    </div>
  );
}

interface TypedBalancesProps extends BalanceBannerProps {
  onCancel: () => void;
}

/** The balances as the paper has them. */
function TypedBalances({ statement, edits, onCancel }: TypedBalancesProps) {
  const [closing, setClosing] = useState('');
  const [opening, setOpening] = useState('');
  const [isTried, setTried] = useState(false);
  const wrong = (text: string, isNeeded: boolean) =>
    isTried && (text || isNeeded) && parseBalance(text) === null ? 'An amount such as 1,234.50' : undefined;
  const check = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const end = parseBalance(closing);
    const start = opening ? parseBalance(opening) : null;
    if (end !== null && (!opening || start !== null)) edits.close(statement.index, end, start);
  };
  return (
    <form onSubmit={check} noValidate>
      <Group gap="xs" align="flex-start" mt="sm">
        <TextInput
          label="Opening balance"
          description="if known"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={opening}
          error={wrong(opening, false)}
          onChange={(event) => setOpening(event.currentTarget.value)}
          w={150}
        />
        <TextInput
          label="Closing balance"
          description="a minus where you owe"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={closing}
          error={wrong(closing, true)}
          onChange={(event) => setClosing(event.currentTarget.value)}
          w={150}
          autoFocus
        />
        <Button type="submit" variant="default" mt={22} loading={edits.isSending}>
          Check
        </Button>
        <Button variant="subtle" color="gray" mt={22} onClick={onCancel}>
          Cancel
        </Button>
      </Group>
    </form>
  );
}
