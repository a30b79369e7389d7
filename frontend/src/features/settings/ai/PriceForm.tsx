import { Button, Group, NumberInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useSave } from '../useSave';
import { withPrice } from './priceList';

interface PriceFormProps {
  model: string;
  /** The owner's price list so far. */
  prices: string | null | undefined;
}

/** What a model costs that the app knows no price of. */
export function PriceForm({ model, prices }: PriceFormProps) {
  const [asked, setAsked] = useState<number | string>('');
  const [answered, setAnswered] = useState<number | string>('');
  const { save, isSaving, error } = useSave();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save('ai_prices', withPrice(prices, model, Number(asked), Number(answered)));
  };
  const field = { prefix: '$', min: 0, max: 10_000, decimalScale: 4, hideControls: true, size: 'xs', w: 90 } as const;
  return (
    <form onSubmit={submit}>
      <Group gap="xs" align="flex-end" mt={6}>
        <NumberInput {...field} label="Asked" value={asked} onChange={setAsked} error={error} />
        <NumberInput {...field} label="Answered" value={answered} onChange={setAnswered} />
        <Button type="submit" size="xs" variant="default" loading={isSaving} disabled={asked === '' || answered === ''}>
          Save price
        </Button>
      </Group>
    </form>
  );
}
