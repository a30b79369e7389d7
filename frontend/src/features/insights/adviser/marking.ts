import type { Code, Nodes, Parents, PhrasingContent, Root, RootContent, Text } from 'mdast';
import type { Mark } from '@/api/insights';

const CITATION = /\[F\d+(?:\s*[,;–-]\s*F\d+)*\]/g;

interface Stretch {
  start: number;
  end: number;
  kind: 'cite' | 'mark';
  /** The facts that are cited, or why it is marked. */
  value: string;
}

/** The numbers of the facts that a citation names; `F3–F5` means those between as well. */
export function factsIn(citation: string): number[] {
  const found: number[] = [];
  for (const [, first = '', last] of citation.matchAll(/F(\d+)(?:\s*[–-]\s*F(\d+))?/g)) {
    const [from, to] = [Number(first), Number(last ?? first)];
    for (let number = from; number <= Math.min(to, from + 20); number += 1) found.push(number);
  }
  return [...new Set(found)];
}

/** Turn citations into chips and what nothing backs into marks, in the tree that Markdown was read as. */
export function marking(source: string, marks: readonly Mark[]) {
  const wanted: Stretch[] = marks.map(({ start, end, doubt }) => ({ start, end, kind: 'mark', value: doubt }));
  return () => (tree: Root) => {
    visit(tree, source, wanted);
  };
}

function visit(parent: Parents, source: string, marks: readonly Stretch[]): void {
  // What comes out is of the kind that went in: words give words, a piece of code gives a piece of code.
  parent.children = parent.children.flatMap((child) => replaced(child, source, marks)) as typeof parent.children;
}

function replaced(node: RootContent, source: string, marks: readonly Stretch[]): RootContent[] {
  if (node.type === 'text') return pieces(node, source, marks);
  if (node.type === 'inlineCode' || node.type === 'code') {
    const [start, end] = placeOf(node);
    const mark = marks.find((each) => each.start < end && each.end > start);
    return mark ? [wrapped(mark, node)] : [node];
  }
  if ('children' in node) visit(node, source, marks);
  return [node];
}

function pieces(node: Text, source: string, marks: readonly Stretch[]): PhrasingContent[] {
  const stretches = within(node, source, marks);
  const found: PhrasingContent[] = [];
  let at = 0;
  for (const stretch of stretches) {
    if (stretch.start < at) continue;
    if (stretch.start > at) found.push({ type: 'text', value: node.value.slice(at, stretch.start) });
    found.push(wrapped(stretch, { type: 'text', value: node.value.slice(stretch.start, stretch.end) }));
    at = stretch.end;
  }
  if (at < node.value.length) found.push({ type: 'text', value: node.value.slice(at) });
  return found;
}

/** Citations and marks as places in the node's own words, in order. */
function within(node: Text, source: string, marks: readonly Stretch[]): Stretch[] {
  const [start, end] = placeOf(node);
  const isLiteral = end - start === node.value.length;
  const found: Stretch[] = [];
  for (const mark of marks.filter((each) => each.start < end && each.end > start)) {
    // With an escape in it, the words are shorter than their source: then by what is marked.
    const from = isLiteral ? Math.max(0, mark.start - start) : node.value.indexOf(source.slice(mark.start, mark.end));
    // Written otherwise than it is read (&#57; for 9), all of the words are doubted.
    if (from < 0) found.push({ ...mark, start: 0, end: node.value.length });
    else found.push({ ...mark, start: from, end: Math.min(node.value.length, from + mark.end - mark.start) });
  }
  for (const match of node.value.matchAll(CITATION)) {
    found.push({ start: match.index, end: match.index + match[0].length, kind: 'cite', value: match[0] });
  }
  // A citation of a fact that there is not is a mark.
  return found.sort((a, b) => a.start - b.start || (a.kind === 'mark' ? -1 : 1));
}

function placeOf(node: Nodes): [number, number] {
  return [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
}

function wrapped({ kind, value }: Stretch, child: PhrasingContent | Code): PhrasingContent {
  return {
    type: 'emphasis',
    data: { hName: kind, hProperties: { title: value } },
    children: [child as PhrasingContent],
  };
}
