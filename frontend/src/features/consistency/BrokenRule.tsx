import { Button, Card, Group, Text, Title } from '@mantine/core';
import { ChevronRight, Wrench } from 'lucide-react';
import { useId } from 'react';
import { Link } from 'react-router';
import { type Check, type Finding, useRepair } from '@/api/consistency';
import { whenDone } from '@/api/whenDone';
import { showDone } from '@/components/undoToast';
import { formatCount, plural } from '@/lib/formatting';
import classes from './Consistency.module.css';
import { StandingIcon } from './StandingIcon';

interface BrokenRuleProps {
  check: Check;
}

/** A rule that does not hold: what breaks it, row by row, and what mends it where that is safe. */
export function BrokenRule({ check }: BrokenRuleProps) {
  const id = useId();
  const { name, about, level, count, findings } = check;
  return (
    <Card component="section" aria-labelledby={id} padding="lg" className={classes.rule} data-state={level}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div className={classes.ruleHead}>
          <StandingIcon state={level} size={18} />
          <Title order={2} id={id}>
            {name}
          </Title>
        </div>
        <RepairButton check={check} />
      </Group>
      <Text size="sm" c="dimmed" mt={2}>
        {about}
      </Text>
      <ul className={classes.findings}>
        {findings.map((finding, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one row may break a rule twice, in the same words
          <li key={`${finding.what} ${index}`}>
            <FindingLine finding={finding} />
          </li>
        ))}
      </ul>
      {count > findings.length && (
        <Text size="sm" c="dimmed" mt="xs">
          and {formatCount(count - findings.length)} more
        </Text>
      )}
    </Card>
  );
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function FindingLine({ finding: { what, detail, link } }: { finding: Finding }) {
  const words = (
    <>
      <span className={classes.what}>{capital(what)}</span>
      <span className={classes.detail}>{detail}</span>
    </>
  );
  if (!link) return <div className={classes.finding}>{words}</div>;
  return (
    <Link to={link} className={classes.finding}>
      {words}
      <ChevronRight size={15} className={classes.open} aria-hidden="true" />
    </Link>
  );
}

function RepairButton({ check: { key, name, repair, repair_is_final } }: BrokenRuleProps) {
  const { mutateAsync, isPending } = useRepair();
  if (!repair) return null;
  const mend = () =>
    whenDone(mutateAsync({ body: { check: key } }), (done) => {
      const left = done.check.count ? ` ${plural(done.check.count, 'case')} left to you.` : '';
      showDone(done, `${plural(done.repaired, 'row')} mended.${left}`);
    });
  return (
    <Button
      variant="default"
      leftSection={<Wrench size={14} aria-hidden="true" />}
      loading={isPending}
      onClick={mend}
      aria-label={`${repair}: ${name}`}
      title={repair_is_final ? 'Reckoned anew from the rows' : 'Can be undone'}
    >
      {repair}
    </Button>
  );
}
