import { ActionIcon, Button, Menu, Text, Title, Tooltip } from '@mantine/core';
import { EllipsisVertical, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { type ChatSummary, useChats, useDeleteChat, useDeleteChats } from '@/api/insights';
import { confirm } from '@/components/confirm';
import { formatAgo } from '@/lib/formatting';
import classes from './Adviser.module.css';
import { NoteCard } from './NoteCard';
import { RenameChat } from './RenameChat';

interface ChatListProps {
  current: number | null;
  onOpen: (id: number | null) => void;
}

/** Kept talks, and what the adviser should know. */
export function ChatList({ current, onOpen }: ChatListProps) {
  const { data: chats = [] } = useChats();
  const [renamed, setRenamed] = useState<ChatSummary | null>(null);
  const deleteOne = useDeleteChat();
  const deleteAll = useDeleteChats();
  const remove = async ({ id, title }: ChatSummary) => {
    const message = `“${title}” is deleted for good, with every answer in it.`;
    if (!(await confirm({ title: 'Delete this conversation?', message, action: 'Delete' }))) return;
    if (id === current) onOpen(null);
    deleteOne.mutate({ params: { path: { chat_id: id } } });
  };
  const removeAll = async () => {
    const message = `All ${chats.length} are deleted for good.`;
    if (!(await confirm({ title: 'Delete all conversations?', message, action: 'Delete all' }))) return;
    onOpen(null);
    deleteAll.mutate({});
  };
  return (
    <aside className={classes.side} aria-label="Conversations">
      {current !== null && (
        <Button
          variant="default"
          fullWidth
          leftSection={<Plus size={16} aria-hidden="true" />}
          onClick={() => onOpen(null)}
        >
          New conversation
        </Button>
      )}
      {chats.length > 0 && (
        <div>
          <div className={classes.sideHead}>
            <Title order={2}>Kept</Title>
            <Tooltip label="Delete all conversations">
              <ActionIcon size="lg" aria-label="Delete all conversations" onClick={removeAll}>
                <Trash2 size={15} aria-hidden="true" />
              </ActionIcon>
            </Tooltip>
          </div>
          <ul className={classes.chats}>
            {chats.map((chat) => (
              <li key={chat.id} className={classes.chat}>
                <Link
                  to={`/insights?tab=adviser&chat=${chat.id}`}
                  aria-current={chat.id === current ? 'page' : undefined}
                  onClick={() => onOpen(chat.id)}
                >
                  <span className={classes.title}>{chat.title}</span>
                  <Text size="xs" c="dimmed" component="span">
                    {formatAgo(chat.updated_at)}
                  </Text>
                </Link>
                <Menu position="bottom-end" returnFocus>
                  <Menu.Target>
                    <ActionIcon size="lg" aria-label={`Actions for ${chat.title}`}>
                      <EllipsisVertical size={16} aria-hidden="true" />
                    </ActionIcon>
                  </Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Item leftSection={<Pencil size={15} aria-hidden="true" />} onClick={() => setRenamed(chat)}>
                      Rename
                    </Menu.Item>
                    <Menu.Item
                      c="var(--mantine-color-error)"
                      leftSection={<Trash2 size={15} aria-hidden="true" />}
                      onClick={() => remove(chat)}
                    >
                      Delete
                    </Menu.Item>
                  </Menu.Dropdown>
                </Menu>
              </li>
            ))}
          </ul>
        </div>
      )}
      <NoteCard />
      <RenameChat chat={renamed} onClose={() => setRenamed(null)} />
    </aside>
  );
}
