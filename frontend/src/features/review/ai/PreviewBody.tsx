import { Anchor, Checkbox, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { AiPreview } from '@/api/aiRuns';
import { plural } from '@/lib/formatting';
import classes from './Ai.module.css';
import { Cost } from './Cost';
import { Questions } from './Questions';
import { Wishes } from './Wishes';

const VIEWS = [
  { value: 'told', label: 'What is told' },
  { value: 'raw', label: 'Exactly as sent' },
];

interface PreviewBodyProps {
  preview: AiPreview;
  /** Whether the owner has yet to agree. */
  asksConsent: boolean;
  agrees: boolean;
  onAgree: (agrees: boolean) => void;
}

/** What would be sent: for reading, and word for word. */
export function PreviewBody({ preview, asksConsent, agrees, onAgree }: PreviewBodyProps) {
  const [view, setView] = useState('told');
  const { host, model, rows, requests, withheld, merchants, examples } = preview;
  return (
    <Stack gap="sm">
      <Text size="sm">
        {plural(merchants, 'merchant')} of {plural(rows, 'waiting transaction')} that nothing on this computer knows, in{' '}
        {plural(requests.length, 'request')} to <strong>{host}</strong> ({model}). Names, numbers and addresses are
        taken out, as marked. What comes back are suggestions: nothing is filed without you.
        {withheld > 0 &&
          ` ${plural(withheld, 'merchant')} more ${withheld === 1 ? 'is' : 'are'} not asked about, as nothing would be left of the line.`}
      </Text>
      <Wishes examples={examples} />
      <SegmentedControl
        size="xs"
        aria-label="How to show it"
        style={{ alignSelf: 'flex-start' }}
        data={VIEWS}
        value={view}
        onChange={setView}
      />
      {view === 'told' ? <Questions preview={preview} /> : <Raw preview={preview} />}
      <Cost preview={preview} />
      {asksConsent && (
        <Checkbox
          checked={agrees}
          onChange={(event) => onAgree(event.currentTarget.checked)}
          label={
            <>
              I agree that such lines, and what I ask the adviser, are sent to {host}. I can take that back at any time
              under{' '}
              <Anchor component={Link} to="/settings#ai" inherit underline="always">
                Settings → AI
              </Anchor>
              .
            </>
          }
        />
      )}
    </Stack>
  );
}

function Raw({ preview }: { preview: AiPreview }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to get there
    <section className={classes.scroll} tabIndex={0} aria-label="The requests, word for word">
      {preview.requests.map(({ body }) => (
        <pre key={body} className={classes.raw}>
          {body}
        </pre>
      ))}
    </section>
  );
}
