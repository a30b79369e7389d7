import { Anchor, Autocomplete, Button, Group, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type AiModel, useOfferedModels } from '@/api/ai';
import { asProblem } from '@/api/problem';
import type { Setting } from '@/api/settings';
import { plural } from '@/lib/formatting';
import { Row } from '../Row';
import classes from '../Settings.module.css';
import { useSave } from '../useSave';
import own from './Ai.module.css';
import { formatPrice } from './dollars';
import { PriceForm } from './PriceForm';

interface ModelRowProps {
  /** The setting's key. */
  name: string;
  label: string;
  use: string;
  model: AiModel | undefined;
  setting: Setting | undefined;
  /** The owner's price list. */
  prices: string | null | undefined;
  /** Whether the provider can be asked for its models. */
  canList: boolean;
}

/** Which model is asked: typed, or chosen from the provider's list. */
export function ModelRow({ name, label, use, model, setting, prices, canList }: ModelRowProps) {
  const present = model?.name ?? '';
  const [value, setValue] = useState(present);
  const [isListed, setListed] = useState(false);
  const offered = useOfferedModels(isListed && canList);
  const { save, isSaving, error } = useSave();
  const wanted = value.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(name, wanted || null);
  };
  const refusal = offered.error ? asProblem(offered.error).detail : null;
  return (
    <Row
      label={label}
      note={
        <>
          {use} <Price model={model} />
          {setting?.source === 'env' && ' From the environment.'}
          {model?.name && !model.price && <PriceForm key={model.name} model={model.name} prices={prices} />}
        </>
      }
    >
      <div className={own.model}>
        <form onSubmit={submit} className={classes.form}>
          <Autocomplete
            aria-label={label}
            className={classes.field}
            placeholder="Name of a model"
            data={[...new Set(offered.data?.items.map(({ id }) => id))]}
            value={value}
            onChange={setValue}
            error={error ?? refusal}
            limit={40}
          />
          {wanted !== present && (
            <Button type="submit" loading={isSaving}>
              Save
            </Button>
          )}
        </form>
        {canList && !offered.data && (
          <Group justify="flex-end" mt={4}>
            <Anchor
              component="button"
              type="button"
              size="xs"
              onClick={() => (isListed ? offered.refetch() : setListed(true))}
            >
              {offered.isFetching ? 'Asking…' : 'List what it offers'}
            </Anchor>
          </Group>
        )}
        {isListed && offered.data && (
          <Text size="xs" c="dimmed" ta="right" mt={4} role="status">
            {plural(offered.data.items.length, 'model')} offered
          </Text>
        )}
      </div>
    </Row>
  );
}

function Price({ model }: { model: AiModel | undefined }) {
  if (!model?.name) return null;
  if (!model.price)
    return 'Its price is not known here: against the limit it counts as much as the dearest. If you know it, in dollars for a million tokens:';
  const { input, output } = model.price;
  if (input === 0 && output === 0) return 'Costs nothing.';
  return `${formatPrice(input)} for a million tokens asked, ${formatPrice(output)} answered.`;
}
