import { Modal } from '@mantine/core';
import { useState } from 'react';
import { type OwnRule, useOwnRule } from '@/api/ownRules';
import { Answer } from '@/components/Answer';
import { LoadingState } from '@/components/LoadingState';
import { useIsPhone } from '@/components/table/useShownColumns';
import type { OpenRule, RulesView } from '../useRulesView';
import { ApplyStep } from './ApplyStep';
import { draftOf, newDraft } from './draft';
import { RuleForm } from './RuleForm';

/** The window in which a rule of the owner's is written, then applied to the past; kept in the address. */
export function RuleEditor({ view }: { view: RulesView }) {
  const { opened } = view;
  const isPhone = useIsPhone();
  const title = { new: 'New rule', edit: 'Your rule', apply: 'Apply to the past' }[opened?.what ?? 'new'];
  return (
    <Modal
      opened={opened !== null}
      onClose={view.close}
      title={title}
      size={opened?.what === 'apply' ? 'md' : 'min(66rem, 94vw)'}
      fullScreen={isPhone}
      transitionProps={isPhone ? { transition: 'slide-up' } : undefined}
    >
      {opened && <Opened key={`${opened.what} ${opened.id}`} view={view} opened={opened} />}
    </Modal>
  );
}

function Opened({ view, opened }: { view: RulesView; opened: OpenRule }) {
  const found = useOwnRule(opened.id);
  const [start] = useState(() => newDraft(opened.query, opened.category));
  const saved = (rule: OwnRule, changesPast: boolean) => (changesPast ? view.apply(rule.id) : view.close());
  if (opened.id === null) return <RuleForm rule={null} start={start} onClose={view.close} onSaved={saved} />;
  return (
    <Answer query={found} loading={<LoadingState shape="block" height={320} />}>
      {(rule) =>
        opened.what === 'apply' ? (
          <ApplyStep rule={rule} onClose={view.close} />
        ) : (
          <RuleForm rule={rule} start={draftOf(rule)} onClose={view.close} onSaved={saved} />
        )
      }
    </Answer>
  );
}
