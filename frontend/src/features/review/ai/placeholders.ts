/** A piece of a line as the AI is told it; `isMark` where something private was taken out. */
export interface Piece {
  at: number;
  text: string;
  isMark: boolean;
}

const MARK = /(\[(?:email|phone|account|number|code|address|person|owner)(?: \d+)?\])/;

/** Part a line at the marks that stand for what was taken out. */
export function pieces(line: string): Piece[] {
  let at = 0;
  return line
    .split(MARK)
    .map((text, index) => {
      const piece = { at, text, isMark: index % 2 === 1 };
      at += text.length;
      return piece;
    })
    .filter(({ text }) => text !== '');
}
