import { Button, Stack, Text } from '@mantine/core';
import { Eye } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { type Noticed, useNoticed } from '@/api/noticed';
import { Answer } from '@/components/Answer';
import { EmptyState } from '@/components/EmptyState';
import { LoadingState } from '@/components/LoadingState';
import { plural } from '@/lib/formatting';
import { InsightGroup } from './InsightGroup';
import { PutAside } from './PutAside';
import { useNoticedActs } from './useNoticedActs';

const ALL = 200;

/** What the app noticed by itself. */
export function NoticedTab() {
  const [showsAll, setShowsAll] = useState(false);
  const query = useNoticed(showsAll ? ALL : undefined);
  return (
    <Answer
      query={query}
      loading={<LoadingState shape="cards" count={4} height={120} label="Looking through the months" />}
      isEmpty={({ items, dismissed }) => items.length + dismissed.length === 0}
      empty={<Nothing />}
    >
      {(noticed) => <Filled noticed={noticed} onAll={() => setShowsAll(true)} />}
    </Answer>
  );
}

const GROUPS = [
  { weight: 2, title: 'Look at this first' },
  { weight: 1, title: 'Out of the ordinary' },
  { weight: 0, title: 'Good to know' },
];

function Filled({ noticed: { items, more, dismissed }, onAll }: { noticed: Noticed; onAll: () => void }) {
  const acts = useNoticedActs();
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">
        Worked out on this computer from your own rows; nothing is sent anywhere.
      </Text>
      {items.length === 0 && <Nothing />}
      {GROUPS.map(({ weight, title }) => (
        <InsightGroup
          key={weight}
          title={title}
          insights={items.filter((each) => each.weight === weight)}
          acts={acts}
        />
      ))}
      {more > 0 && (
        <Button variant="default" onClick={onAll} style={{ alignSelf: 'flex-start' }}>
          Show {plural(more, 'more', 'more')}
        </Button>
      )}
      <PutAside insights={dismissed} acts={acts} />
    </Stack>
  );
}

function Nothing() {
  return (
    <EmptyState
      title="Nothing out of the ordinary"
      icon={Eye}
      actions={
        <Button component={Link} to="/review" variant="default">
          Review what waits
        </Button>
      }
    >
      What is unusual, gets dearer or comes next will stand here. It takes half a year of reviewed transactions to know
      what is usual.
    </EmptyState>
  );
}
