import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { renderApp } from '@/test/render';
import { hiddenAmounts } from './hiddenAmounts';
import { Money } from './Money';
import { moneyLook, moneyText } from './money';

beforeEach(() => hiddenAmounts.set(false));

describe('the sign and the tone', () => {
  it.each([
    [12.5, 'flow', '$12.50', 'plain'],
    [-12.5, 'flow', '+$12.50', 'in'],
    [12.5, 'spent', '$12.50', 'plain'],
    [-12.5, 'spent', '−$12.50', 'in'],
    [12.5, 'net', '−$12.50', 'plain'],
    [-12.5, 'net', '+$12.50', 'in'],
    [12.5, 'balance', '$12.50', 'plain'],
    [-12.5, 'balance', '−$12.50', 'short'],
    [-12.5, 'plain', '$12.50', 'plain'],
    [0, 'flow', '$0.00', 'plain'],
  ] as const)('%d as %s is %s, %s', (amount, kind, text, tone) => {
    expect(moneyText(amount, kind)).toBe(text);
    expect(moneyLook(amount, kind).tone).toBe(tone);
  });
});

describe('<Money>', () => {
  it('shows cents, and a dash where there is no amount', () => {
    const { container } = renderApp(
      <>
        <Money amount={1234.5} /> <Money amount={null} />
      </>,
    );
    expect(container).toHaveTextContent('$1,234.50 –');
  });

  it('tells nothing when amounts are hidden', () => {
    hiddenAmounts.set(true);
    renderApp(
      <p>
        <Money amount={-1234.5} headline />
      </p>,
    );
    expect(screen.getByRole('paragraph').textContent).not.toMatch(/[\d$+]/);
    expect(screen.getByText('hidden amount')).toBeInTheDocument();
  });

  it('keeps amounts hidden for the next visit', () => {
    hiddenAmounts.set(true);
    expect(localStorage.getItem('budget-app.hide-amounts')).toBe('true');
  });
});
