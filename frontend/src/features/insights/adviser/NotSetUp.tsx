import { Button } from '@mantine/core';
import { Sparkles } from 'lucide-react';
import { Link } from 'react-router';
import type { components } from '@/api/schema.gen';
import { EmptyState } from '@/components/EmptyState';

type Ai = components['schemas']['AiOut'];

function reason({ is_demo: isDemo, missing, is_agreed: isAgreed, host }: Ai): string {
  if (isDemo) return 'The sample household asks nobody: the adviser answers about your own money.';
  if (missing !== null) return missing;
  return isAgreed ? '' : `Nothing is sent to ${host ?? 'an AI'} before you have agreed to it, under Settings → AI.`;
}

/** Nobody to ask yet: says what to set, and what works without. */
export function NotSetUp({ ai }: { ai: Ai }) {
  return (
    <EmptyState
      title="The adviser is not set up"
      icon={Sparkles}
      actions={
        <>
          {!ai.is_demo && (
            <Button component={Link} to="/settings#ai">
              Set up AI
            </Button>
          )}
          <Button component={Link} to="/insights" variant="default">
            See what the app noticed
          </Button>
        </>
      }
    >
      {reason(ai)} What the app notices by itself needs no AI and sends nothing.
    </EmptyState>
  );
}
