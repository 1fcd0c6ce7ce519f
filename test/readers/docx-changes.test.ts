import type { Document, View } from '../../server/model/document.js';
import docx from '../../server/readers/docx.js';
import {
  cell,
  deleted,
  deletedInsertion,
  inserted,
  insertedByOther,
  mark,
  moved,
  moveRange,
  type Parts,
  p,
  paragraphMark,
  r,
  row,
  table,
  wordFile,
} from './docx-file.js';

const VIEWS: readonly View[] = ['original', 'proposed', 'markup'];

interface Case {
  name: string;
  parts: Parts;
  original: string;
  proposed: string;
  markup: string;
  /** Kind, side, author's first letter and words of each change in reading order. */
  changes: readonly string[];
}

const END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>';
const NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>';
const ARTICLES =
  '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum>' +
  '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>';

const CASES: readonly Case[] = [
  {
    name: 'words inserted and struck out',
    parts: { body: p(`${r('受託者は、')}${deleted('三十日')}${inserted('六十日')}${r('以内に支払う。')}`) },
    original: '受託者は、三十日以内に支払う。',
    proposed: '受託者は、六十日以内に支払う。',
    markup: '受託者は、三十日六十日以内に支払う。',
    changes: ['deletion S 三十日', 'insertion S 六十日'],
  },
  {
    name: 'a deletion by another inside an insertion',
    parts: {
      body: p(
        `${r('The fee is ')}${inserted('at most ')}${deletedInsertion('three')}${insertedByOther('twelve')}${inserted(' percent, capped')}${r('.')}`,
      ),
    },
    original: 'The fee is .',
    proposed: 'The fee is at most twelve percent, capped.',
    markup: 'The fee is at most threetwelve percent, capped.',
    changes: ['insertion S at most three', 'deletion M three', 'insertion M twelve', 'insertion S percent, capped'],
  },
  {
    name: 'an insertion inside a deletion',
    parts: { body: p(`${r('A ')}<w:del w:author="Sato">${inserted('new ')}</w:del>${deleted('old ')}${r('rule')}`) },
    original: 'A old rule',
    proposed: 'A rule',
    markup: 'A new old rule',
    changes: ['deletion S new', 'insertion S new', 'deletion S old'],
  },
  {
    name: 'a paragraph struck out with its mark',
    parts: {
      body: p(r('One.')) + p(deleted('Two.'), paragraphMark(mark('del'))) + p(r('Three.')),
    },
    original: 'One.\nTwo.\nThree.',
    proposed: 'One.\nThree.',
    markup: 'One.\nTwo.\nThree.',
    changes: ['deletion S Two.'],
  },
  {
    name: 'two paragraphs inserted together are one change',
    parts: {
      body:
        p(r('One.')) +
        p(inserted('Two.'), paragraphMark(mark('ins'))) +
        p(inserted('Three.'), paragraphMark(mark('ins'))) +
        p(r('Four.')),
    },
    original: 'One.\nFour.',
    proposed: 'One.\nTwo.\nThree.\nFour.',
    markup: 'One.\nTwo.\nThree.\nFour.',
    changes: ['insertion S Two.\nThree.'],
  },
  {
    name: 'a paragraph parted in two',
    parts: { body: p(r('The vendor shall pay.'), paragraphMark(mark('ins'))) + p(r(' The user may audit.')) },
    original: 'The vendor shall pay. The user may audit.',
    proposed: 'The vendor shall pay.\nThe user may audit.',
    markup: 'The vendor shall pay.\nThe user may audit.',
    changes: ['insertion S \n'],
  },
  {
    name: 'two paragraphs joined keep the number of the first',
    parts: {
      numbering: ARTICLES,
      body:
        p(r('目的'), NUMBERED) +
        p(r('甲は支払い、'), NUMBERED + paragraphMark(mark('del'))) +
        p(r('乙は納める。'), NUMBERED) +
        p(r('期間'), NUMBERED),
    },
    original: '第1条 目的\n第2条 甲は支払い、\n第3条 乙は納める。\n第4条 期間',
    proposed: '第1条 目的\n第2条 甲は支払い、乙は納める。\n第3条 期間',
    markup: '第1条 目的\n第2条 甲は支払い、\n第3条 乙は納める。\n第3条 期間',
    changes: ['deletion S \n'],
  },
  {
    name: 'an article struck out takes its number with it, in the markup it keeps the old one',
    parts: {
      numbering: ARTICLES,
      body:
        p(r('目的'), NUMBERED) +
        p(deleted('監査'), NUMBERED + paragraphMark(mark('del'))) +
        p(r('解除'), NUMBERED) +
        p(inserted('改善'), NUMBERED + paragraphMark(mark('ins'))) +
        p(r('雑則'), NUMBERED),
    },
    original: '第1条 目的\n第2条 監査\n第3条 解除\n第4条 雑則',
    proposed: '第1条 目的\n第2条 解除\n第3条 改善\n第4条 雑則',
    markup: '第1条 目的\n第2条 監査\n第2条 解除\n第3条 改善\n第4条 雑則',
    changes: ['deletion S 監査', 'insertion S 改善'],
  },
  {
    name: 'a move of a whole paragraph, its two sides joined by their name',
    parts: {
      body:
        p(r('First.')) +
        moveRange('From', 'move1', p(moved('From', 'Wandering.'), paragraphMark(mark('moveFrom')))) +
        p(r('Second.')) +
        moveRange('To', 'move1', p(moved('To', 'Wandering.'), paragraphMark(mark('moveTo'))), '8') +
        p(r('Third.')),
    },
    original: 'First.\nWandering.\nSecond.\nThird.',
    proposed: 'First.\nSecond.\nWandering.\nThird.',
    markup: 'First.\nWandering.\nSecond.\nWandering.\nThird.',
    changes: ['move from move1 S Wandering.', 'move to move1 S Wandering.'],
  },
  {
    name: 'a move whose ranges stand inside the paragraphs',
    parts: {
      body:
        p(r('First.')) +
        p(moveRange('From', 'move2', moved('From', 'Wandering.')), paragraphMark(mark('moveFrom'))) +
        p(r('Second.')) +
        p(moveRange('To', 'move2', moved('To', 'Wandering.'), '8'), paragraphMark(mark('moveTo'))) +
        p(r('Third.')),
    },
    original: 'First.\nWandering.\nSecond.\nThird.',
    proposed: 'First.\nSecond.\nWandering.\nThird.',
    markup: 'First.\nWandering.\nSecond.\nWandering.\nThird.',
    changes: ['move from move2 S Wandering.', 'move to move2 S Wandering.'],
  },
  {
    name: 'words struck out of a passage after it was moved',
    parts: {
      body: p(
        `${moveRange('From', 'm', moved('From', 'kept gone '))}${r('middle ')}${moveRange('To', 'm', `<w:moveTo w:author="Sato" w:date="2026-01-05T10:00:00Z">${r('kept ')}${deleted('gone')}</w:moveTo>`, '8')}`,
      ),
    },
    original: 'kept gone middle',
    proposed: 'middle kept',
    markup: 'kept gone middle kept gone',
    changes: ['move from m S kept gone', 'move to m S kept gone', 'deletion S gone'],
  },
  {
    name: 'rows inserted and struck out',
    parts: {
      body:
        table(
          row([cell(p(r('Country'))), cell(p(r('Japan')))]),
          row([cell(p(r('Backup'))), cell(p(r('Osaka')))], mark('del')),
          row([cell(p(inserted('Labels'))), cell(p(inserted('Vietnam')))], mark('ins')),
        ) + p(r('End.')),
    },
    original: 'Country\tJapan\nBackup\tOsaka\nEnd.',
    proposed: 'Country\tJapan\nLabels\tVietnam\nEnd.',
    markup: 'Country\tJapan\nBackup\tOsaka\nLabels\tVietnam\nEnd.',
    changes: ['deletion S Backup\nOsaka', 'insertion S Labels\nVietnam'],
  },
  {
    name: 'a whole table struck out row by row',
    parts: { body: p(r('Before.')) + table(row([cell(p(deleted('Gone')))], mark('del'))) + p(r('After.')) },
    original: 'Before.\nGone\nAfter.',
    proposed: 'Before.\nAfter.',
    markup: 'Before.\nGone\nAfter.',
    changes: ['deletion S Gone'],
  },
  {
    name: 'cells inserted and struck out',
    parts: {
      body: table(
        row([cell(p(r('a'))), cell(p(r('b')), mark('cellDel')), cell(p(r('c')), mark('cellIns')), cell(p(r('d')))]),
      ),
    },
    original: 'a\tb\td',
    proposed: 'a\tc\td',
    markup: 'a\tb\tc\td',
    changes: ['deletion S b', 'insertion S c'],
  },
  {
    name: 'a paragraph struck out before a table',
    parts: { body: p(r('A.')) + p(deleted('B.'), paragraphMark(mark('del'))) + table(row([cell(p(r('c')))])) },
    original: 'A.\nB.\nc',
    proposed: 'A.\nc',
    markup: 'A.\nB.\nc',
    changes: ['deletion S B.'],
  },
  {
    name: 'formatting changes are no change of wording',
    parts: {
      body: p(
        `<w:r><w:rPr><w:b/><w:rPrChange w:author="Sato"><w:rPr/></w:rPrChange></w:rPr><w:t>Bold</w:t></w:r>`,
        '<w:jc w:val="center"/><w:pPrChange w:author="Sato"><w:pPr/></w:pPrChange>',
      ),
    },
    original: 'Bold',
    proposed: 'Bold',
    markup: 'Bold',
    changes: [],
  },
  {
    name: 'numbering that was added to a paragraph is not in the original',
    parts: {
      numbering: ARTICLES,
      body:
        p(r('目的'), `${NUMBERED}<w:pPrChange w:author="Sato"><w:pPr/></w:pPrChange>`) +
        p(r('定義'), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins w:author="Sato"/></w:numPr>') +
        p(r('期間'), NUMBERED),
    },
    original: '目的\n定義\n第1条 期間',
    proposed: '第1条 目的\n第2条 定義\n第3条 期間',
    markup: '第1条 目的\n第2条 定義\n第3条 期間',
    changes: [],
  },
  {
    name: 'a field whose result was changed, a field that was struck out whole',
    parts: {
      body: p(
        `${r('See ')}${field('REF a')}${deleted('5')}${inserted('6')}${END}${r(' and')}<w:del w:author="Sato" w:date="">${field('REF b')}<w:r><w:delText> 9</w:delText></w:r>${END}</w:del>${r('.')}`,
      ),
    },
    original: 'See 5 and 9.',
    proposed: 'See 6 and.',
    markup: 'See 56 and 9.',
    changes: ['deletion S 5', 'insertion S 6', 'deletion S 9'],
  },
  {
    name: 'a footnote whose mark was struck out',
    parts: {
      body: p(
        `${r('Text')}<w:del w:author="Sato" w:date=""><w:r><w:footnoteReference w:id="2"/></w:r></w:del>${r('.')}`,
      ),
      footnotes: `<w:footnote w:id="2">${p(r('Small print.'))}</w:footnote>`,
    },
    original: 'Text.\nSmall print.',
    proposed: 'Text.',
    markup: 'Text.\nSmall print.',
    changes: ['deletion S Small print.'],
  },
];

function field(code: string): string {
  return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`;
}

const read = (parts: Parts, view: View) => docx.read(wordFile(parts), { view });

describe.each(CASES)('$name', ({ parts, changes, ...texts }) => {
  test.each(VIEWS)('%s', async (view) => {
    const document = await read(parts, view);
    expect(document.text).toBe(texts[view as keyof typeof texts]);
    expect(document.revisions.map(told)).toEqual(changes);
    expectSound(document);
  });
});

test('in the markup each change stands where its words stand; a view that lacks them has its place', async () => {
  const { parts } = CASES[0]!;
  const shown = async (view: View) => {
    const { text, revisions } = await read(parts, view);
    return revisions.map(({ range }) => [range[0], text.slice(...range)]);
  };
  expect(await shown('markup')).toEqual([
    [5, '三十日'],
    [8, '六十日'],
  ]);
  expect(await shown('original')).toEqual([
    [5, '三十日'],
    [8, ''],
  ]);
  expect(await shown('proposed')).toEqual([
    [5, ''],
    [5, '六十日'],
  ]);
});

test('a change over several paragraphs has one range over all of them', async () => {
  const { text, revisions } = await read(CASES[4]!.parts, 'markup');
  expect(text.slice(...revisions[0]!.range)).toBe('Two.\nThree.');
});

test('revisions have author, date and ids in reading order', async () => {
  const { revisions, revised, notices } = await read(CASES[1]!.parts, 'proposed');
  expect(revised).toBe(true);
  expect(revisions.map(({ id, author, date }) => [id, author, date])).toEqual([
    ['r1', 'Sato', '2026-01-05T10:00:00Z'],
    ['r2', 'Mori', '2026-01-06T09:00:00Z'],
    ['r3', 'Mori', '2026-01-06T09:00:00Z'],
    ['r4', 'Sato', '2026-01-05T10:00:00Z'],
  ]);
  expect(notices).toContainEqual({
    code: 'tracked-changes-resolved',
    values: { insertions: 3, deletions: 1, moves: 0 },
  });
});

function told({ kind, side, move, author, text }: Document['revisions'][number]): string {
  return [kind, side, move, author[0], text].filter((part) => part !== undefined).join(' ');
}

/** What must hold of every document: exact, ordered blocks, and ranges within the text. */
function expectSound({ text, blocks, revisions, comments }: Document): void {
  let end = 0;
  for (const { range } of blocks) {
    expect(range[0]).toBeGreaterThanOrEqual(end);
    end = range[1];
  }
  expect(blocks.map(({ range }) => text.slice(...range)).join('')).toBe(text.replace(/[\n\t]/g, ''));
  for (const { range } of [...revisions, ...comments]) {
    expect(range[0]).toBeLessThanOrEqual(range[1]);
    expect(range[1]).toBeLessThanOrEqual(text.length);
  }
}
