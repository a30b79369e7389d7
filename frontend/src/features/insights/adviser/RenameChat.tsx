import { Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type ChatSummary, useRenameChat } from '@/api/insights';
import { DialogButtons } from '@/components/DialogButtons';

interface RenameChatProps {
  chat: ChatSummary | null;
  onClose: () => void;
}

/** Give a talk another title. */
export function RenameChat({ chat, onClose }: RenameChatProps) {
  return (
    <Modal opened={chat !== null} onClose={onClose} title="Rename the conversation">
      {chat && <RenameForm key={chat.id} chat={chat} onClose={onClose} />}
    </Modal>
  );
}

function RenameForm({ chat, onClose }: { chat: ChatSummary; onClose: () => void }) {
  const [title, setTitle] = useState(chat.title);
  const rename = useRenameChat();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate({ params: { path: { chat_id: chat.id } }, body: { title } }, { onSuccess: onClose });
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        label="Title"
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        maxLength={120}
        data-autofocus
      />
      <DialogButtons action="Rename" onClose={onClose} disabled={!title.trim()} loading={rename.isPending} />
    </form>
  );
}
