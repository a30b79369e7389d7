import { Group, Text } from '@mantine/core';
import { useCategories } from '@/api/categories';
import { useWhy } from '@/api/transactions';
import { formatPercent, plural } from '@/lib/formatting';
import { Answer } from '../Answer';
import { CategoryBadge } from '../CategoryBadge';
import { LoadingState } from '../LoadingState';

interface WhyTextProps {
  transactionId: number;
}

/** How a category was decided: the sentence, how sure, and what the owner decided before. */
export function WhyText({ transactionId }: WhyTextProps) {
  const why = useWhy(transactionId);
  const { data: categories = [] } = useCategories();
  const colorOf = (key: string) => categories.find(({ short_desc }) => short_desc === key)?.color;
  return (
    <Answer query={why} loading={<LoadingState count={2} height={16} />}>
      {({ sentence, confidence, matched_text, history }) => (
        <>
          <Text size="sm">{sentence}</Text>
          {matched_text && (
            <Text size="xs" c="dimmed">
              Found in the bank’s text: <code>{matched_text}</code>
              {confidence !== null && ` · ${formatPercent(confidence)} sure`}
            </Text>
          )}
          {history.confirmed_as.length > 0 && (
            <div>
              <Text size="xs" c="dimmed" mb={2}>
                You filed this merchant before as
              </Text>
              {history.confirmed_as.slice(0, 5).map(({ category, category_name, count }) => (
                <Group key={category} justify="space-between" gap="xs" wrap="nowrap" fz="sm">
                  <CategoryBadge name={category_name} color={colorOf(category)} />
                  <Text size="xs" c="dimmed">
                    {plural(count, 'time')}
                  </Text>
                </Group>
              ))}
            </div>
          )}
        </>
      )}
    </Answer>
  );
}
