import { type PieceKind, piecesOf } from '@/lib/filterText';
import classes from './Filter.module.css';
import type { FilterFault } from './useFilterText';

interface FilterMirrorProps {
  text: string;
  fault: FilterFault | null;
}

interface Cut {
  text: string;
  kind: PieceKind;
  isWrong: boolean;
  at: number;
}

/** The pieces, cut again where the fault begins and ends. */
function cutsOf(text: string, fault: FilterFault | null): Cut[] {
  const marks = fault ? [fault.start, fault.end] : [];
  const cuts: Cut[] = [];
  let at = 0;
  for (const piece of piecesOf(text)) {
    const end = at + piece.text.length;
    const inner = marks.filter((mark) => mark > at && mark < end);
    const edges = [at, ...inner, end];
    edges.slice(0, -1).forEach((from, index) => {
      const to = edges[index + 1] ?? end;
      const isWrong = fault !== null && from >= fault.start && to <= fault.end;
      cuts.push({ text: text.slice(from, to), kind: piece.kind, isWrong, at: from });
    });
    at = end;
  }
  return cuts;
}

/** The text in colors, under the field that holds it; what is wrong is underlined at its place. */
export function FilterMirror({ text, fault }: FilterMirrorProps) {
  return (
    <>
      {cutsOf(text, fault).map((cut) => (
        <span
          key={cut.at}
          className={classes[cut.kind === 'field' ? 'fieldName' : cut.kind]}
          data-wrong={cut.isWrong || undefined}
        >
          {cut.text}
        </span>
      ))}
      {fault && fault.start === fault.end && (
        <span className={classes.value} data-wrong>
          {'\u2007'}
        </span>
      )}
    </>
  );
}
