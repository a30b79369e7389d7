import { useMemo } from 'react';
import Markdown, { type Components } from 'react-markdown';
import { Link } from 'react-router';
import remarkGfm from 'remark-gfm';
import type { Fact, Mark } from '@/api/insights';
import classes from './Answer.module.css';
import { FactChip } from './FactChip';
import { factsIn, marking } from './marking';
import { Unbacked } from './Unbacked';

interface AnswerTextProps {
  text: string;
  facts: ReadonlyMap<number, Fact>;
  marks: readonly Mark[];
}

const isDoubt = (word: string | undefined): word is Mark['doubt'] =>
  word === 'unbacked' || word === 'miscited' || word === 'no_fact';

const GRAMMAR = [remarkGfm];

/** An answer as Markdown: no HTML, no pictures; citations open their facts, unbacked numbers are marked. */
export function AnswerText({ text, facts, marks }: AnswerTextProps) {
  const plugins = useMemo(() => [...GRAMMAR, marking(text, marks)], [text, marks]);
  const components = useMemo(() => componentsWith(facts), [facts]);
  return (
    <div className={classes.prose}>
      <Markdown remarkPlugins={plugins} components={components} disallowedElements={['img']} skipHtml>
        {text}
      </Markdown>
    </div>
  );
}

function componentsWith(facts: ReadonlyMap<number, Fact>): Components {
  return {
    cite: ({ title = '' }) => (
      <span className={classes.chips}>
        {factsIn(title).map((number) => {
          const fact = facts.get(number);
          return fact ? <FactChip key={number} fact={fact} /> : <span key={number}>[F{number}]</span>;
        })}
      </span>
    ),
    mark: ({ title, children }) => <Unbacked doubt={isDoubt(title) ? title : 'unbacked'}>{children}</Unbacked>,
    a: ({ href = '', children }) => {
      if (href.startsWith('/') && !href.startsWith('//')) return <Link to={href}>{children}</Link>;
      if (!href.startsWith('https://')) return <span>{children}</span>;
      return (
        <a href={href} target="_blank" rel="noopener noreferrer nofollow">
          {children}
        </a>
      );
    },
    table: ({ children }) => (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
      <section className={classes.table} aria-label="Table" tabIndex={0}>
        <table>{children}</table>
      </section>
    ),
  };
}
