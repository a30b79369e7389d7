import { ActionIcon, Button, Drawer, Group, Tooltip } from '@mantine/core';
import { ArrowLeftRight, Combine, Pencil, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { type MerchantDetail, useMerchant } from '@/api/merchants';
import { Answer } from '@/components/Answer';
import { LoadingState } from '@/components/LoadingState';
import { RenameField } from '@/components/RenameField';
import { formatCount } from '@/lib/formatting';
import { MerchantDetails } from './MerchantDetails';
import classes from './Merchants.module.css';
import type { MergeStart } from './MergeDialog';
import type { MerchantActs } from './useMerchantActs';
import type { MerchantsView } from './useMerchantsView';

interface MerchantDrawerProps {
  view: MerchantsView;
  acts: MerchantActs;
  onMerge: (start: MergeStart) => void;
}

/** One merchant with its past, and what can be done with it. */
export function MerchantDrawer({ view, acts, onMerge }: MerchantDrawerProps) {
  const merchant = useMerchant(view.opened);
  return (
    <Drawer opened={view.opened !== null} onClose={view.close} position="right" size="lg" title="Merchant">
      <Answer query={merchant} loading={<LoadingState shape="block" height={420} />}>
        {(data) => (
          <>
            <MerchantTitle key={data.key} merchant={data} acts={acts} />
            <Group gap="xs" mb="md">
              <Button
                variant="default"
                component={Link}
                to={`/transactions?filter=${encodeURIComponent(data.filter)}`}
                leftSection={<ArrowLeftRight size={15} aria-hidden="true" />}
              >
                {formatCount(data.count)} in Transactions
              </Button>
              <Button
                variant="default"
                leftSection={<Combine size={15} aria-hidden="true" />}
                onClick={() => onMerge({ into: data })}
              >
                Merge another into it
              </Button>
            </Group>
            <MerchantDetails merchant={data} onPart={(alias) => acts.part(data, alias)} />
          </>
        )}
      </Answer>
    </Drawer>
  );
}

interface MerchantTitleProps {
  merchant: MerchantDetail;
  acts: MerchantActs;
}

/** The name, changed in its place. */
function MerchantTitle({ merchant, acts }: MerchantTitleProps) {
  const [isEditing, setEditing] = useState(false);
  const end = (name: string | null) => {
    setEditing(false);
    if (name && name !== merchant.name) acts.rename(merchant, name);
  };
  return (
    <div className={classes.title}>
      {isEditing ? (
        <RenameField name={merchant.name} onEnd={end} />
      ) : (
        <>
          <h2>{merchant.name}</h2>
          <Tooltip label="Rename">
            <ActionIcon size="lg" aria-label={`Rename ${merchant.name}`} onClick={() => setEditing(true)}>
              <Pencil size={16} aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
          {merchant.is_named && (
            <Tooltip label="Back to the name from the bank's words">
              <ActionIcon
                size="lg"
                aria-label={`Call ${merchant.name} by the bank's words`}
                onClick={() => acts.rename(merchant, null)}
              >
                <RotateCcw size={16} aria-hidden="true" />
              </ActionIcon>
            </Tooltip>
          )}
        </>
      )}
    </div>
  );
}
