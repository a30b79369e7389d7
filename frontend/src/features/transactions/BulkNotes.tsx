import { Button, Popover, Stack, Textarea } from '@mantine/core';
import { StickyNote } from 'lucide-react';
import { useState } from 'react';

interface BulkNotesProps {
  onSave: (notes: string) => void;
}

/** Write the same notes on many transactions. */
export function BulkNotes({ onSave }: BulkNotesProps) {
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  return (
    <Popover opened={isOpen} onChange={setOpen} width={280} position="top" trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<StickyNote size={14} aria-hidden="true" />}
          onClick={() => setOpen(!isOpen)}
        >
          Notes
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Notes">
        <Stack gap="sm">
          <Textarea
            label="Notes for all selected"
            description="Replaces what is written there; left empty, it takes the notes away."
            autosize
            minRows={2}
            maxRows={6}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            data-autofocus
          />
          <Button
            onClick={() => {
              setOpen(false);
              onSave(text.trim());
              setText('');
            }}
          >
            Save notes
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
