import { Button, Group, TextInput } from '@mantine/core';
import { Plus, Search } from 'lucide-react';
import { useState } from 'react';
import { type Category, useCategories } from '@/api/categories';
import { Answer } from '@/components/Answer';
import { LoadingState } from '@/components/LoadingState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { SectionTabs } from '@/components/SectionTabs';
import { useShortcuts } from '@/components/useShortcuts';
import { CategoryDialogs, type Dialog } from './CategoryDialogs';
import { FlagLegend } from './CategoryFlags';
import { CategoryTree } from './CategoryTree';

/** The tree of categories, to be shaped until it fits the household. */
export function CategoriesPage() {
  const categories = useCategories();
  const [search, setSearch] = useState('');
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const create = (parent: Category | null) => setDialog({ kind: 'create', parent });
  useShortcuts([{ keys: 'n', label: 'New category', run: () => create(null) }]);
  return (
    <Page>
      <PageHeader
        title="Categories & rules"
        actions={
          <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => create(null)}>
            New category
          </Button>
        }
      />
      <SectionTabs section="Categories & rules" current="/categories" />
      <Group justify="space-between">
        <TextInput
          aria-label="Find a category"
          placeholder="Find a category"
          leftSection={<Search size={15} aria-hidden="true" />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          w={{ base: '100%', sm: 280 }}
        />
        <FlagLegend />
      </Group>
      <Answer query={categories} loading={<LoadingState shape="cards" count={4} height={180} />}>
        {(all) => <CategoryTree categories={all} search={search} onDialog={setDialog} />}
      </Answer>
      <CategoryDialogs dialog={dialog} onClose={() => setDialog(null)} />
    </Page>
  );
}
