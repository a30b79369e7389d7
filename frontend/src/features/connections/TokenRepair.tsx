import { Button, Card, Stack, Text } from '@mantine/core';
import { ExternalLink } from 'lucide-react';
import { useNavigate } from 'react-router';
import { useRepaired } from '@/api/connections';
import { ErrorState } from '@/components/ErrorState';
import { Step, Steps } from './Steps';
import { useLinkStart } from './useLinkStart';

interface TokenRepairProps {
  provider: string;
  title: string;
  isKnown: boolean;
  connectionId: number;
}

/** A login that is repaired on the provider's own page; here it is only tried again. */
export function TokenRepair({ provider, title, isKnown, connectionId }: TokenRepairProps) {
  const start = useLinkStart({ provider, connection_id: connectionId }, isKnown);
  const repaired = useRepaired();
  const navigate = useNavigate();
  const again = () =>
    repaired.mutate({ params: { path: { connection_id: connectionId } } }, { onSuccess: () => navigate('/accounts') });
  return (
    <Stack gap="md">
      {start.isError && <ErrorState error={start.error} onRetry={start.refetch} />}
      <Card padding="lg">
        <Steps>
          <Step title={`Log in to the bank again at ${title}`}>
            <Text size="sm">It says there which bank wants a new login. Nothing has to be pasted here.</Text>
            {start.data?.page_url && (
              <Button
                component="a"
                href={start.data.page_url}
                target="_blank"
                rel="noreferrer"
                variant="default"
                mt="xs"
                rightSection={<ExternalLink size={14} aria-hidden="true" />}
              >
                Open {title}
              </Button>
            )}
          </Step>
          <Step title="Come back and try again">
            <Button loading={repaired.isPending} onClick={again}>
              Sync now
            </Button>
          </Step>
        </Steps>
      </Card>
      {repaired.error ? <ErrorState error={repaired.error} /> : null}
    </Stack>
  );
}
