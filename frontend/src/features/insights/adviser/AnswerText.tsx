import { createContext, type ReactNode, useContext, useMemo } from 'react';
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

/** Under the conversation's own heading all headings of an answer are of one rank. */
const Heading = ({ children }: { children?: ReactNode }) => <h3>{children}</h3>;
const HEADINGS: Components = { h1: Heading, h2: Heading, h3: Heading, h4: Heading, h5: Heading, h6: Heading };

const FactsContext = createContext<ReadonlyMap<number, Fact>>(new Map());

const GRAMMAR = [remarkGfm];

/** An answer as Markdown: no HTML, no pictures; citations open their facts, unbacked numbers are marked. */
export function AnswerText({ text, facts, marks }: AnswerTextProps) {
  const plugins = useMemo(() => [...GRAMMAR, marking(text, marks)], [text, marks]);
  return (
    <FactsContext value={facts}>
      <div className={classes.prose}>
        <Markdown remarkPlugins={plugins} components={COMPONENTS} disallowedElements={['img']} skipHtml>
          {text}
        </Markdown>
      </div>
    </FactsContext>
  );
}

/** A citation: a chip for each fact. */
function Citation({ title = '' }: { title?: string }) {
  const facts = useContext(FactsContext);
  return (
    <span className={classes.chips}>
      {factsIn(title).map((number) => {
        const fact = facts.get(number);
        return fact ? <FactChip key={number} fact={fact} /> : <span key={number}>[F{number}]</span>;
      })}
    </span>
  );
}

// The same ones at each draw: new ones would close a fact that is open.
const COMPONENTS: Components = {
  cite: Citation,
  mark: ({ title, children }) => <Unbacked doubt={isDoubt(title) ? title : 'unbacked'}>{children}</Unbacked>,
  a: ({ href = '', children }) => {
    if (href.startsWith('/') && !href.startsWith('//')) return <Link to={href}>{children}</Link>;
    // No address elsewhere becomes a link: a browser asks for the names of links before anyone clicks, and
    // what a stranger wrote into a bank line may have put it there. It can be read, and copied.
    const isShown = !href || href.startsWith('#') || href === children;
    return (
      <span>
        {children}
        {!isShown && ` (${href})`}
      </span>
    );
  },
  ...HEADINGS,
  th: ({ children }) => (children ? <th scope="col">{children}</th> : <td />),
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <div className={classes.table} tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
};
