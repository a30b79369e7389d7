import { Button, Text, Title, UnstyledButton } from '@mantine/core';
import { Sparkles } from 'lucide-react';
import classes from './Adviser.module.css';
import { ANALYZE, STARTERS } from './starterQuestions';

/** A talk that has not begun: what one may ask. */
export function Starters({ onAsk }: { onAsk: (question: string) => void }) {
  return (
    <div className={classes.starters}>
      <Title order={2} className={classes.hello}>
        Ask about your money
      </Title>
      <Text c="dimmed" maw={520}>
        Every figure in an answer is computed by the app and cited. A number that no figure of yours backs is
        underlined.
      </Text>
      <Button leftSection={<Sparkles size={16} aria-hidden="true" />} mt="md" onClick={() => onAsk(ANALYZE)}>
        Look at everything
      </Button>
      <ul className={classes.questions}>
        {STARTERS.map((question) => (
          <li key={question}>
            <UnstyledButton className={classes.question} onClick={() => onAsk(question)}>
              {question}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </div>
  );
}
