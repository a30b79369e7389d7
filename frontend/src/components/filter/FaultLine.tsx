import classes from './Filter.module.css';
import type { FilterFault } from './useFilterText';

interface FaultLineProps {
  id: string;
  fault: FilterFault | null;
  text: string;
  onFix: (text: string) => void;
}

/** What is wrong, and the way out where one is known. */
export function FaultLine({ id, fault, text, onFix }: FaultLineProps) {
  const suggestion = fault?.suggestion ?? null;
  return (
    <div id={id} role="alert">
      {fault && (
        <div className={classes.fault}>
          <span>{fault.message}</span>
          {suggestion !== null && (
            <button
              type="button"
              className={classes.suggestion}
              onClick={() => onFix(text.slice(0, fault.start) + suggestion + text.slice(fault.end))}
            >
              {suggestion ? `Use ${suggestion}` : 'Leave it out'}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
