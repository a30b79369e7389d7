import { Anchor, Card, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { Accuracy } from '@/api/accuracy';
import { formatCount, plural } from '@/lib/formatting';
import classes from './Accuracy.module.css';
import { askingWords, headline, shareWords } from './words';

/** What was guessed and filed without asking and how that went, against the limit that the owner set. */
export function Headline({ accuracy }: { accuracy: Accuracy }) {
  const { total, guessed, one_in, asking } = accuracy;
  const isOver = one_in !== null && guessed.corrected * one_in > guessed.filed;
  return (
    <Card component="section" aria-label="In short" padding="lg">
      <Title order={2} className={isOver ? classes.over : undefined}>
        {headline(guessed)}
      </Title>
      <Text size="sm" c="dimmed" mt={4}>
        {one_in === null ? 'You want to be asked every time. ' : `Your limit is 1 in ${one_in}. `}
        {askingWords(asking)}
        <Anchor component={Link} to="/settings#filing" size="sm" underline="always">
          Change the limit
        </Anchor>
      </Text>
      <dl className={classes.facts}>
        <div>
          <dt>You looked at</dt>
          <dd>{plural(total.judged, 'prediction')}</dd>
        </div>
        <div>
          <dt>Right</dt>
          <dd>{shareWords(total)}</dd>
        </div>
        <div>
          <dt>Not looked at since</dt>
          <dd>{formatCount(total.unseen)} filed by itself</dd>
        </div>
      </dl>
    </Card>
  );
}
