import type { Root } from 'mdast';
import { expect, it } from 'vitest';
import { factsIn, marking } from './marking';

const text = (value: string, offset = 0, length = value.length): Root => ({
  type: 'root',
  children: [
    {
      type: 'paragraph',
      children: [
        {
          type: 'text',
          value,
          position: {
            start: { line: 1, column: 1, offset },
            end: { line: 1, column: 1, offset: offset + length },
          },
        },
      ],
    },
  ],
});

/** The words of a tree, what is wrapped in brackets of its kind. */
function shown(tree: Root): string {
  const [paragraph] = tree.children;
  if (paragraph?.type !== 'paragraph') throw new Error('no paragraph');
  return paragraph.children
    .map((node) => {
      if (node.type === 'text') return node.value;
      const [child] = 'children' in node ? node.children : [];
      return `<${node.data?.hName}:${child && 'value' in child ? child.value : ''}>`;
    })
    .join('');
}

it('turns citations into chips and what is doubted into marks', () => {
  const source = 'You spent $5 [F1] and $7 [F2, F3].';
  const tree = text(source);
  marking(source, [{ start: 10, end: 12, doubt: 'unbacked' }])()(tree);
  expect(shown(tree)).toBe('You spent <mark:$5> <cite:[F1]> and $7 <cite:[F2, F3]>.');
});

it('finds a mark by its words where an escape moved them', () => {
  const source = 'It \\* cost $9 more';
  const tree = text('It * cost $9 more', 0, source.length);
  marking(source, [{ start: 11, end: 13, doubt: 'unbacked' }])()(tree);
  expect(shown(tree)).toBe('It * cost <mark:$9> more');
});

it('marks all the words where they are read otherwise than written', () => {
  const source = 'Just $&#57;&#56;';
  const tree = text('Just $98', 0, source.length);
  marking(source, [{ start: 8, end: 10, doubt: 'unbacked' }])()(tree);
  expect(shown(tree)).toBe('<mark:Just $98>');
});

it('marks a block of code with a doubt in it', () => {
  const position = { start: { line: 1, column: 1, offset: 0 }, end: { line: 3, column: 4, offset: 11 } };
  const tree: Root = { type: 'root', children: [{ type: 'code', value: '$98', position }] };
  marking('```\n$98\n```', [{ start: 4, end: 7, doubt: 'unbacked' }])()(tree);
  expect(tree.children[0]?.data).toMatchObject({ hName: 'mark' });
});

it('marks a citation of a fact that there is not', () => {
  const tree = text('So it is [F99].');
  marking('So it is [F99].', [{ start: 9, end: 14, doubt: 'no_fact' }])()(tree);
  expect(shown(tree)).toBe('So it is <mark:[F99]>.');
});

it('knows the facts that a citation names', () => {
  expect(factsIn('[F3]')).toEqual([3]);
  expect(factsIn('[F1, F2; F9]')).toEqual([1, 2, 9]);
  expect(factsIn('[F3–F5]')).toEqual([3, 4, 5]);
});
