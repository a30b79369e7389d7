import { Link } from 'react-router';
import { Money } from '@/components/Money';
import type { MoneyKind } from '@/components/money';
import classes from './CashFlow.module.css';

interface FigureProps {
  amount: number;
  kind?: MoneyKind;
  /** The transactions that it is made of. */
  to: string;
  /** What it is, for those who hear it as one link among many. */
  label: string;
  headline?: boolean;
}

/** An amount that leads to its transactions; nothing leads nowhere. */
export function Figure({ amount, kind = 'spent', to, label, headline }: FigureProps) {
  if (amount === 0) return <Money amount={0} kind={kind} headline={headline} />;
  return (
    <Link to={to} className={classes.figure} title={`${label}: show the transactions`}>
      <Money amount={amount} kind={kind} headline={headline} />
    </Link>
  );
}
