import type { Transaction } from '@/api/transactions';

/** What a transaction is called: the cleaned merchant, else the bank's words. */
export const transactionName = ({ merchant_name, description }: Pick<Transaction, 'merchant_name' | 'description'>) =>
  merchant_name || description;
