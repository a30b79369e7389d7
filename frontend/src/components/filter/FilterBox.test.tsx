import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { answer, respond, type Sent } from '@/test/network';
import { renderApp } from '@/test/render';
import { FilterBox } from './FilterBox';

vi.setConfig({ testTimeout: 20_000 });

const offer = (start: number, end: number, text: string) => ({
  start,
  end,
  items: [{ text, label: text, kind: 'value', detail: '' }],
});

/** A server that knows one field, one category, and one mistake. */
function serve(): Sent[] {
  return answer({
    'GET /api/filter/complete': ({ query }: Sent) => {
      const text = query.get('text') ?? '';
      if (text.startsWith('category:c')) return offer(9, text.length, 'coffee');
      if (text.startsWith('ca') && !text.includes(':')) return offer(0, text.length, 'category:');
      return { start: 0, end: 0, items: [] };
    },
    'GET /api/filter/check': ({ query }: Sent) => {
      const text = query.get('text') ?? '';
      const at = text.indexOf('catgory');
      if (at < 0) return { text, parts: [text] };
      return respond(422, {
        title: 'No',
        status: 422,
        detail: 'There is no field “catgory”.',
        // Counted in whole characters: the picture before it is one.
        place: { start: Array.from(text.slice(0, at)).length, end: Array.from(text.slice(0, at + 7)).length },
        suggestion: 'category',
      });
    },
  });
}

function Held({ onChange, onLeave }: { onChange: (text: string) => void; onLeave?: () => void }) {
  const [text, setText] = useState('');
  const change = (next: string) => {
    setText(next);
    onChange(next);
  };
  return <FilterBox label="Find" placeholder="" value={text} onChange={change} onLeave={onLeave} />;
}

const box = () => screen.getByRole('combobox', { name: 'Find' });

it('completes a field and its value by the tab key', async () => {
  serve();
  const user = userEvent.setup();
  const asked = vi.fn();
  renderApp(<Held onChange={asked} />);
  await user.type(box(), 'ca');
  await screen.findByRole('option', { name: 'category:' });
  await waitFor(() => expect(box()).toHaveAttribute('aria-expanded', 'true'));
  await user.keyboard('{Tab}');
  expect(box()).toHaveValue('category:');
  await user.type(box(), 'c');
  await screen.findByRole('option', { name: 'coffee' });
  await user.keyboard('{ArrowDown}{Enter}');
  expect(box()).toHaveValue('category:coffee ');
  await waitFor(() => expect(asked).toHaveBeenLastCalledWith('category:coffee '));
});

it('tells a fault at its place, asks for nothing meanwhile, and puts it right', async () => {
  serve();
  const user = userEvent.setup();
  const asked = vi.fn();
  const { container } = renderApp(<Held onChange={asked} />);
  await user.click(box());
  await user.paste('😀 catgory:food');
  await user.keyboard('{Enter}');
  expect(await screen.findByText('There is no field “catgory”.')).toBeInTheDocument();
  expect(container.querySelector('[data-wrong]:not(div)')).toHaveTextContent(/^catgory$/);
  expect(box()).toHaveAttribute('aria-invalid', 'true');
  expect(asked).not.toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: 'Use category' }));
  expect(box()).toHaveValue('😀 category:food');
  await waitFor(() => expect(asked).toHaveBeenCalledWith('😀 category:food'));
});

it('leads to the list by enter, and is emptied by its button', async () => {
  serve();
  const user = userEvent.setup();
  const leave = vi.fn();
  renderApp(<Held onChange={() => {}} onLeave={leave} />);
  await user.type(box(), 'blue{Enter}');
  expect(leave).toHaveBeenCalledOnce();
  await user.click(screen.getByRole('button', { name: 'Clear the search' }));
  expect(box()).toHaveValue('');
});

it('shows what the address brings later, and sends nothing back', async () => {
  serve();
  const asked = vi.fn();
  function Late() {
    const [text, setText] = useState('');
    return (
      <>
        <button type="button" onClick={() => setText('category:coffee')}>
          Open
        </button>
        {/* A new function each time, as where it depends on what has just come. */}
        <FilterBox label="Find" placeholder="" value={text} onChange={(next) => asked(next)} />
      </>
    );
  }
  const user = userEvent.setup();
  renderApp(<Late />);
  await user.click(screen.getByRole('button', { name: 'Open' }));
  expect(box()).toHaveValue('category:coffee');
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(box()).toHaveValue('category:coffee');
  expect(asked).not.toHaveBeenCalled();
});
