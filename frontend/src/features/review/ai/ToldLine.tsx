import classes from './Ai.module.css';
import { pieces } from './placeholders';

/** A line as the AI is told it, with marks where something private was taken out. */
export function ToldLine({ line }: { line: string }) {
  return (
    <span className={classes.line}>
      {pieces(line).map(({ at, text, isMark }) =>
        isMark ? (
          <mark key={at} className={classes.mark}>
            {text.slice(1, -1)}
          </mark>
        ) : (
          <span key={at}>{text}</span>
        ),
      )}
    </span>
  );
}
