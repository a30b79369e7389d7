import type { AiPreview, AiQuestion } from '@/api/aiRuns';
import { formatCount } from '@/lib/formatting';
import classes from './Ai.module.css';
import { ToldLine } from './ToldLine';

/** What is told of each merchant, beside what the statement says. */
export function Questions({ preview }: { preview: AiPreview }) {
  const questions = preview.requests.flatMap((request) => request.questions);
  const hasAmounts = questions.some(({ amount }) => amount !== null);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to get there
    <section className={classes.scroll} tabIndex={0} aria-label="What is told of each merchant">
      <table className={classes.questions}>
        <thead>
          <tr>
            <th scope="col">Told</th>
            <th scope="col" className={classes.wide}>
              Money
            </th>
            <th scope="col" className={classes.number}>
              Times
            </th>
            {hasAmounts && (
              <th scope="col" className={classes.number}>
                Amount
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {questions.map((question, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: their place is what they are called by
            <Told key={place} question={question} hasAmounts={hasAmounts} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Told({ question, hasAmounts }: { question: AiQuestion; hasAmounts: boolean }) {
  const { line, original, is_outflow, times, amount } = question;
  return (
    <tr>
      <td>
        <ToldLine line={line} />
        {line !== original && <span className={classes.original}>Statement: {original}</span>}
      </td>
      <td className={classes.wide}>{is_outflow ? 'out' : 'in'}</td>
      <td className={classes.number}>{formatCount(times)}</td>
      {hasAmounts && <td className={classes.number}>{amount ?? '–'}</td>}
    </tr>
  );
}
