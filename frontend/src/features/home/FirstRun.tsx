import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { ChartColumnBig, FileDown, Inbox, type LucideIcon, WalletCards } from 'lucide-react';
import { Link, useNavigate } from 'react-router';
import { useAccounts } from '@/api/accounts';
import { useEnterDemo } from '@/api/demo';
import { useHomeReport } from '@/api/home';
import { droppedFiles } from '@/components/droppedFiles';
import { FileDrop } from '@/components/FileDrop';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { plural } from '@/lib/formatting';
import { AttentionCard } from './AttentionCard';
import classes from './FirstRun.module.css';

interface Step {
  title: string;
  text: string;
  icon: LucideIcon;
}

const STEPS: Step[] = [
  { title: 'Add an account', text: 'Where the rows belong: checking, a card, cash.', icon: WalletCards },
  { title: 'Drop a file', text: 'An export from your bank. Any format will do.', icon: FileDown },
  { title: 'Review', text: 'Say once what a merchant is; it is remembered.', icon: Inbox },
  { title: 'See spending', text: 'Where the money went, to the cent.', icon: ChartColumnBig },
];

/** The app on its first day: what to do, and a place to drop the first file. */
export function FirstRun() {
  const { data: accounts = [] } = useAccounts();
  const { data: report } = useHomeReport();
  const demo = useEnterDemo();
  const navigate = useNavigate();
  const take = (files: File[]) => {
    droppedFiles.set(files);
    navigate('/import');
  };
  return (
    <Page width="narrow">
      <PageHeader
        title="Welcome"
        description="Your money on your own computer. Nothing leaves it unless you connect a bank; a file is all it takes."
      />
      {/* A bank is connected already, and waits for its accounts to be chosen. */}
      {report && report.attention.length > 0 && <AttentionCard attention={report.attention} />}
      <FileDrop label="Bank files" hint="CSV, Excel, OFX, QFX, QBO, QIF, CAMT, MT940" multiple onFiles={take} />
      <ol className={classes.steps}>
        {STEPS.map((step, index) => (
          <StepCard key={step.title} step={step} number={index + 1} />
        ))}
      </ol>
      <Group gap="xs">
        <Button component={Link} to="/accounts?new=1" variant="default">
          Add an account
        </Button>
        <Button component={Link} to="/connect" variant="default">
          Connect a bank
        </Button>
        <Text size="sm" c="dimmed">
          {accounts.length > 0 && `${plural(accounts.length, 'account')} ready to begin with. `}A file can also make its
          own.
        </Text>
      </Group>
      <Card>
        <Group justify="space-between" gap="sm">
          <Stack gap={2}>
            <Text fw={600}>Only looking?</Text>
            <Text size="sm" c="dimmed">
              A sample household with three years of made-up money. Your own data stay apart.
            </Text>
          </Stack>
          <Button variant="light" loading={demo.isPending} onClick={() => demo.mutate({})}>
            Try with a sample household
          </Button>
        </Group>
      </Card>
    </Page>
  );
}

interface StepCardProps {
  step: Step;
  number: number;
}

function StepCard({ step: { title, text, icon: Icon }, number }: StepCardProps) {
  return (
    <li className={classes.step}>
      <span className={classes.icon} aria-hidden="true">
        <Icon size={18} strokeWidth={1.75} />
      </span>
      <span className={classes.title}>
        {number}. {title}
      </span>
      <span className={classes.text}>{text}</span>
    </li>
  );
}
