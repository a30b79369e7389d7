import { TagsInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import { type Transaction, useEditTransaction, useTags } from '@/api/transactions';
import { whenDone } from '@/api/whenDone';
import { showDone } from '@/components/undoToast';
import { useFiling } from '../useFiling';
import { Section } from './Section';

interface NotesAndTagsProps {
  row: Transaction;
}

/** Notes, saved when left; tags, saved one by one. */
export function NotesAndTags({ row }: NotesAndTagsProps) {
  const { note } = useFiling();
  const { mutateAsync: edit } = useEditTransaction();
  const { data: known = [] } = useTags();
  const [text, setText] = useState(row.notes ?? '');
  const saveTags = (tags: string[]) =>
    whenDone(edit({ params: { path: { transaction_id: row.id } }, body: { tags } }), (data) =>
      showDone(data, 'Tags saved.'),
    );
  return (
    <Section title="Notes and tags">
      <Textarea
        aria-label="Notes"
        placeholder="Notes"
        autosize
        minRows={1}
        maxRows={8}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => note(row, text)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.blur();
        }}
      />
      <TagsInput
        aria-label="Tags"
        placeholder={row.tags.length ? undefined : 'Tags'}
        data={known.map(({ name }) => name)}
        value={row.tags}
        onChange={saveTags}
      />
    </Section>
  );
}
