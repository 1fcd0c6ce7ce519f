import text from '../server/readers/text.js';
import { variantOf } from '../server/variant.js';

const read = (lines: string[]) => text.read(Buffer.from(lines.join('\n')), { view: 'proposed' });
const lines = async (edits: (source: string) => Parameters<typeof variantOf>[1]) => {
  const document = await read(['1. One', 'first words here', '2. Two', 'last']);
  const { document: variant, places } = variantOf(document, edits(document.text));
  return {
    text: variant.text,
    blocks: variant.blocks.map(({ range }) => variant.text.slice(...range)),
    put: places.map((range) => variant.text.slice(...range)),
  };
};
const at = (source: string, words: string): [number, number] => [
  source.indexOf(words),
  source.indexOf(words) + words.length,
];

test('words are put in place of others, and blocks stay with their words', async () => {
  const { blocks, put } = await lines((source) => [
    { range: at(source, 'last'), text: 'very last' },
    { range: at(source, 'first'), text: 'other' },
  ]);
  expect(blocks).toEqual(['1. One', 'other words here', '2. Two', 'very last']);
  expect(put).toEqual(['very last', 'other']);
});

test('whole lines become paragraphs of their own, wherever between two lines they are put', async () => {
  for (const place of ['before', 'after'] as const) {
    const { blocks } = await lines((source) => {
      const point = place === 'before' ? at(source, '2. Two')[0] : at(source, 'here')[1];
      return [{ range: [point, point], text: 'new one\nnew two' }];
    });
    expect(blocks).toEqual(['1. One', 'first words here', 'new one', 'new two', '2. Two', 'last']);
  }
});

test('a paragraph that is taken out is no block any more', async () => {
  const { blocks } = await lines((source) => [{ range: at(source, 'first words here\n'), text: '' }]);
  expect(blocks).toEqual(['1. One', '2. Two', 'last']);
});
