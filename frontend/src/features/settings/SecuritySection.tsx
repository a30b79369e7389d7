import { Badge, Button, Group, Select } from '@mantine/core';
import { LockKeyhole } from 'lucide-react';
import { useState } from 'react';
import { lockNow, useLock } from '@/api/lock';
import type { Setting, Storage } from '@/api/settings';
import { useStorage } from '@/api/settings';
import { plural } from '@/lib/formatting';
import { type PasswordAct, PasswordForm } from './PasswordForm';
import { Row } from './Row';
import { Section } from './Section';
import classes from './Settings.module.css';
import { useSave } from './useSave';

interface SecuritySectionProps {
  idle: Setting | undefined;
  isDemo: boolean;
}

const KEY_PLACES: Record<NonNullable<Storage['key_place']>, string> = {
  keychain: 'The key lies in this computer’s keychain.',
  file: 'The key lies in the data folder, in .encryption_key, which you alone can read. Backups leave it out: keep a copy of it elsewhere.',
  environment: 'The key comes from the environment the app is started with.',
};

/** The password before the app, and where the key to stored secrets lies. */
export function SecuritySection({ idle, isDemo }: SecuritySectionProps) {
  const { data: lock } = useLock();
  const { data: storage } = useStorage();
  const [act, setAct] = useState<PasswordAct | null>(null);
  return (
    <Section
      anchor="security"
      title="Security"
      lead="A password keeps people away from this screen. It does not encrypt the files: who may read your data folder needs no password."
    >
      <Row
        label={
          <Group gap="xs">
            Password
            {lock && (
              <Badge variant="light" color={lock.is_set ? 'green' : 'gray'}>
                {lock.is_set ? 'Set' : 'Not set'}
              </Badge>
            )}
          </Group>
        }
        note="Needed before the app can be opened from another computer."
      >
        {lock && act === null && <PasswordButtons isSet={lock.is_set} onAct={setAct} />}
      </Row>
      {act && (
        <div className={classes.inset}>
          <PasswordForm act={act} onClose={() => setAct(null)} />
        </div>
      )}
      {lock?.is_set && <IdleRow minutes={lock.idle_minutes} isEditable={!isDemo && Boolean(idle)} />}
      <Row
        label="Stored keys and bank logins"
        note={`Encrypted. ${storage?.key_place ? KEY_PLACES[storage.key_place] : 'There is none yet; the key is made with the first.'}`}
      >
        {null}
      </Row>
    </Section>
  );
}

function PasswordButtons({ isSet, onAct }: { isSet: boolean; onAct: (act: PasswordAct) => void }) {
  if (!isSet)
    return (
      <Button size="xs" variant="default" onClick={() => onAct('set')}>
        Set a password
      </Button>
    );
  return (
    <Group gap="xs">
      <Button size="xs" variant="subtle" color="gray" onClick={() => onAct('remove')}>
        Remove
      </Button>
      <Button size="xs" variant="default" onClick={() => onAct('change')}>
        Change
      </Button>
      <Button size="xs" leftSection={<LockKeyhole size={14} aria-hidden="true" />} onClick={lockNow}>
        Lock now
      </Button>
    </Group>
  );
}

const MINUTES = [1, 5, 10, 15, 30, 60, 120];

const minutesText = (minutes: number): string =>
  minutes === 0 ? 'Never' : minutes % 60 === 0 ? plural(minutes / 60, 'hour') : plural(minutes, 'minute');

function IdleRow({ minutes, isEditable }: { minutes: number; isEditable: boolean }) {
  const { save, error } = useSave();
  const offered = [...new Set([...MINUTES, minutes].filter(Boolean))].sort((a, b) => a - b);
  return (
    <Row
      label="Lock when not used for"
      note={isEditable ? 'Also by Shift+L, and when the app restarts.' : 'Set in your own household.'}
    >
      <Select
        aria-label="Lock when not used for"
        disabled={!isEditable}
        allowDeselect={false}
        error={error}
        data={[...offered, 0].map((each) => ({ value: String(each), label: minutesText(each) }))}
        value={String(minutes)}
        onChange={(chosen) => chosen && save('lock_idle_minutes', chosen)}
      />
    </Row>
  );
}
