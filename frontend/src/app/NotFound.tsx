import { Button } from '@mantine/core';
import { Compass } from 'lucide-react';
import { Link } from 'react-router';
import { EmptyState } from '@/components/EmptyState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <Page width="narrow">
      <PageHeader title="Nothing at this address" />
      <EmptyState
        title="This page does not exist"
        icon={Compass}
        actions={
          <Button component={Link} to="/">
            Go to Home
          </Button>
        }
      >
        The link may be old, or have a typing mistake.
      </EmptyState>
    </Page>
  );
}
