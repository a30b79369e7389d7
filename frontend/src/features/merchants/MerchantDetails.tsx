import { ActionIcon, Anchor, Title, Tooltip } from '@mantine/core';
import { X } from 'lucide-react';
import { Link } from 'react-router';
import type { MerchantDetail } from '@/api/merchants';
import { CategoryBadge } from '@/components/CategoryBadge';
import { moneyColor } from '@/components/charts/palette';
import { TrendChart } from '@/components/charts/TrendChart';
import { Money } from '@/components/Money';
import { newRuleAddress } from '@/lib/addresses';
import { asValue } from '@/lib/filterText';
import { formatMonth, formatMonthTick } from '@/lib/formatting';
import { MerchantFacts } from './MerchantFacts';
import classes from './Merchants.module.css';

interface MerchantDetailsProps {
  merchant: MerchantDetail;
  onPart: (alias: string) => void;
}

const OUT = { name: 'outflow', label: 'Spent', color: moneyColor('expenses'), kind: 'plain' } as const;
const IN = { name: 'inflow', label: 'Received', color: moneyColor('income'), kind: 'plain' } as const;

/** What a merchant came to: in all, month by month, by category and account; and its spellings. */
export function MerchantDetails({ merchant, onPart }: MerchantDetailsProps) {
  const { months, categories, accounts, aliases, outflow, inflow } = merchant;
  const series = [...(outflow || !inflow ? [OUT] : []), ...(inflow ? [IN] : [])];
  const points = months.map((each) => ({
    key: each.month,
    label: formatMonthTick(each.month),
    name: formatMonth(each.month),
    figures: { outflow: each.outflow, inflow: each.inflow },
  }));
  return (
    <>
      <MerchantFacts merchant={merchant} />
      <TrendChart title="The last 24 months" points={points} series={series} height={190} />
      <Shares
        title="Filed under"
        rows={categories.map(({ category, ...sums }) => ({
          id: category?.short_desc ?? '',
          label: <CategoryBadge name={category?.name} color={category?.color} />,
          ...sums,
        }))}
      />
      {accounts.length > 1 && (
        <Shares
          title="Accounts"
          rows={accounts.map(({ account_id, account_name, ...sums }) => ({
            id: String(account_id),
            label: account_name,
            ...sums,
          }))}
        />
      )}
      {aliases.length > 0 && (
        <section aria-label="Other spellings">
          <Title order={3} mt="lg" mb="xs">
            Other spellings
          </Title>
          <ul className={classes.aliases}>
            {aliases.map((alias) => (
              <li key={alias}>
                <span className={classes.name}>{alias}</span>
                <Tooltip label="Let it stand alone again">
                  <ActionIcon size="lg" aria-label={`Part ${alias}`} onClick={() => onPart(alias)}>
                    <X size={16} aria-hidden="true" />
                  </ActionIcon>
                </Tooltip>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Anchor
        component={Link}
        to={`/rules?search=${encodeURIComponent(merchant.key)}`}
        size="sm"
        mt="lg"
        display="block"
      >
        Rules that look for {merchant.key}
      </Anchor>
      <Anchor
        component={Link}
        to={newRuleAddress({
          query: `merchant=${asValue(merchant.name)}`,
          category: categories[0]?.category?.short_desc,
        })}
        size="sm"
        mt="xs"
        display="block"
      >
        Write a rule for {merchant.name}
      </Anchor>
    </>
  );
}

interface Share {
  id: string;
  label: React.ReactNode;
  count: number;
  outflow: number;
  inflow: number;
}

function Shares({ title, rows }: { title: string; rows: Share[] }) {
  return (
    <section aria-label={title}>
      <Title order={3} mt="lg" mb="xs">
        {title}
      </Title>
      <table className={classes.shares}>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col">Times</th>
            <th scope="col">Received</th>
            <th scope="col">Spent</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, label, count, outflow, inflow }) => (
            <tr key={id}>
              <th scope="row">{label}</th>
              <td>{count}</td>
              <td>{inflow ? <Money amount={-inflow} /> : '–'}</td>
              <td>{outflow ? <Money amount={outflow} kind="plain" /> : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
