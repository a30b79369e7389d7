import { ActionIcon, Drawer, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Columns3, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { type Profile, useDeleteProfile, useProfiles } from '@/api/imports';
import { Answer } from '@/components/Answer';
import { confirm } from '@/components/confirm';
import { EmptyState } from '@/components/EmptyState';
import { LoadingState } from '@/components/LoadingState';
import { formatAgo } from '@/lib/formatting';
import { DATE_ORDERS, SIGNS } from '../mapping/layout';
import { ProfileEditor } from './ProfileEditor';
import classes from './ProfileList.module.css';

/** How the files of each account are read, as it was remembered. */
export function ProfileList() {
  const query = useProfiles();
  const [edited, setEdited] = useState<Profile | null>(null);
  const empty = (
    <EmptyState title="No saved mappings" icon={Columns3}>
      When you say what the columns of a file are, or tick “Remember for this account”, it is kept here and used for the
      next file.
    </EmptyState>
  );
  return (
    <>
      <Answer
        query={query}
        loading={<LoadingState count={3} height={52} label="Fetching saved mappings" />}
        isEmpty={(profiles) => profiles.length === 0}
        empty={empty}
      >
        {(profiles) => (
          <ul className={classes.list} aria-label="Saved mappings">
            {profiles.map((profile) => (
              <ProfileLine key={profile.id} profile={profile} onEdit={() => setEdited(profile)} />
            ))}
          </ul>
        )}
      </Answer>
      <Drawer opened={edited !== null} onClose={() => setEdited(null)} title="Edit mapping" position="right" size={480}>
        {edited && <ProfileEditor profile={edited} onDone={() => setEdited(null)} />}
      </Drawer>
    </>
  );
}

interface ProfileLineProps {
  profile: Profile;
  onEdit: () => void;
}

function ProfileLine({ profile, onEdit }: ProfileLineProps) {
  const { mutate } = useDeleteProfile();
  const { id, name, account_name, layout } = profile;
  const forget = async () => {
    const isSure = await confirm({
      title: `Forget “${name}”?`,
      message: 'The next file of this kind is detected anew. What was imported with it stays.',
      action: 'Forget mapping',
    });
    const done = () => notifications.show({ message: `“${name}” is forgotten. History can bring it back.` });
    if (isSure) mutate({ params: { path: { profile_id: id } } }, { onSuccess: done });
  };
  const dates = DATE_ORDERS.find(({ value }) => value === layout.date_order)?.label;
  const sign = SIGNS.find(({ value }) => value === layout.sign)?.label;
  return (
    <li className={classes.line}>
      <div>
        <div className={classes.name}>{name}</div>
        <div className={classes.quiet}>
          {account_name} · {dates}
          {layout.amount !== null && layout.amount !== undefined && ` · ${sign?.toLowerCase()}`}
        </div>
      </div>
      <div className={classes.quiet}>changed {formatAgo(profile.updated_at)}</div>
      <Group gap={4} wrap="nowrap">
        <ActionIcon aria-label={`Edit ${name}`} onClick={onEdit}>
          <Pencil size={16} aria-hidden="true" />
        </ActionIcon>
        <ActionIcon aria-label={`Forget ${name}`} onClick={forget}>
          <Trash2 size={16} aria-hidden="true" />
        </ActionIcon>
      </Group>
    </li>
  );
}
