import { Autocomplete, Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { type GetInputProps, useForm } from '@mantine/form';
import { type Account, useCreateAccount, useEditAccount } from '@/api/accounts';
import { ACCOUNT_TYPES, isDebt, KNOWN_INSTITUTIONS } from '@/lib/accounts';
import { ErrorState } from '../ErrorState';
import { showDone } from '../undoToast';
import { type AccountFields, checkAccount, fieldsOf, noAccount, toAccount } from './accountFields';

interface AccountFormProps {
  /** The account to edit; without one, the form makes a new account. */
  account?: Account;
  /** What is known of a new account, such as from its first file. */
  start?: Partial<AccountFields>;
  onDone: (account: Account) => void;
  /** Within another task, which shows by itself what was done: no toast over it. */
  isInline?: boolean;
  onCancel: () => void;
}

/** Make an account, or change one. */
export function AccountForm({ account, start, onDone, onCancel, isInline = false }: AccountFormProps) {
  const create = useCreateAccount();
  const edit = useEditAccount();
  const form = useForm<AccountFields>({
    initialValues: account ? fieldsOf(account) : { ...noAccount(), ...start },
    validate: checkAccount,
  });
  const finish = (saved: Account, words: string) => {
    if (!isInline) showDone(saved, words);
    onDone(saved);
  };
  const submit = form.onSubmit((fields) => {
    const body = toAccount(fields);
    if (!account) {
      create.mutate({ body }, { onSuccess: (saved) => finish(saved, `${saved.name} is added.`) });
    } else {
      const params = { path: { account_id: account.id } };
      edit.mutate({ params, body }, { onSuccess: (saved) => finish(saved, `${saved.name} is changed.`) });
    }
  });
  const error = create.error ?? edit.error;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {error ? <ErrorState error={error} /> : null}
        <TextInput label="Name" placeholder="Everyday checking" data-autofocus {...form.getInputProps('name')} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
          <Autocomplete
            label="Bank or company"
            placeholder="Wells Fargo"
            data={KNOWN_INSTITUTIONS}
            {...form.getInputProps('institution')}
          />
          <Select
            label="Kind"
            data={[...ACCOUNT_TYPES]}
            allowDeselect={false}
            {...form.getInputProps('account_type')}
          />
        </SimpleGrid>
        <OpeningFields owes={isDebt(form.values.account_type)} input={form.getInputProps} />
        <TextInput label="Currency" maw={120} maxLength={3} {...form.getInputProps('currency')} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending || edit.isPending}>
            {account ? 'Save' : 'Add account'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface OpeningFieldsProps {
  /** A card or a loan: its balance is usually below zero. */
  owes: boolean;
  input: GetInputProps<AccountFields>;
}

/** Where the computed balance starts from. */
function OpeningFields({ owes, input }: OpeningFieldsProps) {
  return (
    <Stack gap={6}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <TextInput label="Opening balance" placeholder={owes ? '-850.00' : '1,250.00'} {...input('opening_balance')} />
        <TextInput label="At the start of" type="date" {...input('opening_balance_on')} />
      </SimpleGrid>
      <Text size="xs" c="dimmed">
        Optional. With it, the app adds up your rows and compares them with what the bank states.
        {owes && ' What you owe is written with a minus.'}
      </Text>
    </Stack>
  );
}
