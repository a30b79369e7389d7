import { Switch, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type OwnRule, useCreateRule, useEditRule } from '@/api/ownRules';
import { showDone } from '@/components/undoToast';
import { RuleButtons } from '../RuleButtons';
import { useRuleActs } from '../useRuleActs';
import { ActionRows } from './ActionRows';
import { BacktestPanel } from './BacktestPanel';
import { ConditionField } from './ConditionField';
import { bodyOf, type RuleDraft } from './draft';
import classes from './Editor.module.css';
import { useRuleCheck } from './useRuleCheck';

interface RuleFormProps {
  /** `null` for a new one. */
  rule: OwnRule | null;
  start: RuleDraft;
  onClose: () => void;
  /** With the rule as it was saved, and whether anything in the past would change by it. */
  onSaved: (rule: OwnRule, changesPast: boolean) => void;
}

/** A rule as it is written, and beside it what it would have done. */
export function RuleForm({ rule, start, onClose, onSaved }: RuleFormProps) {
  const [draft, setDraft] = useState(start);
  const change = (fields: Partial<RuleDraft>) => setDraft((before) => ({ ...before, ...fields }));
  const creating = useCreateRule();
  const editing = useEditRule();
  const acts = useRuleActs();
  const body = bodyOf(draft);
  const check = useRuleCheck(draft.query, body, rule?.id ?? null);
  const isSplit = draft.actions.some(({ kind }) => kind === 'split');
  const isChanged = rule === null || JSON.stringify(body) !== JSON.stringify(bodyOf(start));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!body || !isChanged) return;
    const changesPast = !check.result || Object.values(check.result.counts).some((count) => count > 0);
    const onSuccess = (saved: OwnRule) => {
      showDone(saved, rule ? 'Saved the rule.' : 'Saved the rule. It holds for all that comes.');
      onSaved(saved, changesPast && saved.is_enabled);
    };
    if (rule) editing.mutate({ params: { path: { rule_id: rule.id } }, body }, { onSuccess });
    else creating.mutate({ body }, { onSuccess });
  };
  return (
    <form onSubmit={submit} className={classes.editor}>
      <div className={classes.fields}>
        <ConditionField value={draft.query} onChange={(query) => change({ query })} fault={check.fault} />
        <ActionRows
          actions={draft.actions}
          onChange={(actions) => change({ actions })}
          error={check.isStale ? null : check.actionsError}
        />
        <Switch
          label="Files by itself"
          description={
            isSplit ? 'A split is always done by itself.' : 'Off: it suggests, and each transaction waits for you.'
          }
          checked={isSplit || draft.filesByItself}
          disabled={isSplit}
          onChange={(event) => change({ filesByItself: event.currentTarget.checked })}
        />
        {rule && (
          <Switch
            label="In use"
            checked={draft.isOn}
            onChange={(event) => change({ isOn: event.currentTarget.checked })}
          />
        )}
        <TextInput
          label="Name"
          placeholder="As it is written"
          description="What it is called in lists and in “Why”; may be left empty."
          maxLength={120}
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
      </div>
      <BacktestPanel check={check} isWhole={body !== null} query={draft.query} />
      <div className={classes.foot}>
        <RuleButtons
          error={creating.error ?? editing.error}
          isSaving={creating.isPending || editing.isPending}
          canSave={body !== null && isChanged && check.fault === null && check.actionsError === null}
          onDelete={rule ? () => acts.remove(rule.id, rule.name ?? rule.query, onClose) : undefined}
          onClose={onClose}
        />
      </div>
    </form>
  );
}
