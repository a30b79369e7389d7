import { useState } from 'react';
import { useResembling } from '@/api/merchants';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { SectionTabs } from '@/components/SectionTabs';
import { MerchantDrawer } from './MerchantDrawer';
import { MerchantTable } from './MerchantTable';
import { MerchantToolbar } from './MerchantToolbar';
import { MergeDialog, type MergeStart } from './MergeDialog';
import { ResemblingDialog } from './ResemblingDialog';
import { useMerchantActs } from './useMerchantActs';
import { useMerchantsView } from './useMerchantsView';

/** Shops, employers and services: what each came to, what it is called, which of them are one. */
export function MerchantsPage() {
  const view = useMerchantsView();
  const acts = useMerchantActs();
  const resembling = useResembling();
  const [isPairing, setPairing] = useState(false);
  const [merge, setMerge] = useState<MergeStart | null>(null);
  const pairs = resembling.data ?? [];
  return (
    <Page fill>
      <PageHeader title="Merchants" />
      <SectionTabs section="Categories & rules" current="/merchants" />
      <MerchantToolbar view={view} pairs={pairs.length} onPairs={() => setPairing(true)} />
      <MerchantTable view={view} />
      <MerchantDrawer view={view} acts={acts} onMerge={setMerge} />
      <ResemblingDialog
        opened={isPairing && merge === null}
        pairs={pairs}
        acts={acts}
        onMerge={setMerge}
        onClose={() => setPairing(false)}
      />
      <MergeDialog
        start={merge}
        acts={acts}
        onClose={() => setMerge(null)}
        // One pair after the other; from a merchant's own panel, its panel shows what became of it.
        onMerged={isPairing ? undefined : view.open}
      />
    </Page>
  );
}
