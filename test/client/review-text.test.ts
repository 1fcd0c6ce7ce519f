import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { align } from '../../client/review/alignment.js';
import { inert } from '../../client/review/inert.js';
import { rowAt, rowsOf } from '../../client/review/rows.js';
import { spansOf, within } from '../../client/review/spans.js';
import { folded, hitsOf } from '../../client/review/words.js';
import { root } from '../../server/config.js';
import type { ReportClause } from '../../server/model/report.js';

const clause = (id: string, text: string, words: string, more: Partial<ReportClause> = {}): ReportClause => {
  const start = text.indexOf(words);
  const given = { label: id, heading: '', parent: null, depth: 0, items: [], topics: [], language: 'ja' };
  return { id, range: [start, start + words.length], counterpart: null, ...given, ...more };
};

describe('rows', () => {
  const text = '契約書\n\n前文\n第1条（目的）\n1 甲は乙に委託する。\n2 次のとおり。\n項目\t値\n料金\t100円\n署名\n';
  const article = '第1条（目的）\n1 甲は乙に委託する。\n2 次のとおり。\n項目\t値\n料金\t100円\n';
  const clauses = [
    clause('a', text, article, { heading: '目的', items: ['IN-01'] }),
    clause('a1', text, '1 甲は乙に委託する。\n', { parent: 'a', depth: 1 }),
    clause('a2', text, '2 次のとおり。\n項目\t値\n料金\t100円\n', { parent: 'a', depth: 1, items: ['IN-02'] }),
  ];
  const rows = rowsOf(text, clauses);

  test('leave nothing out but empty lines', () => {
    expect(rows.map(({ range }) => text.slice(...range)).join('')).toBe(text.replace('\n\n', '\n'));
  });

  test('know their clause, and none before and behind them', () => {
    expect(rows.map((row) => row.clause?.id ?? null)).toEqual([null, null, 'a', 'a1', 'a2', 'a2', null]);
  });

  test('put the lines of a table together', () => {
    expect(rows.filter(({ kind }) => kind === 'table').map(({ range }) => text.slice(...range))).toEqual([
      '項目\t値\n料金\t100円\n',
    ]);
  });

  test('tell number and heading from the words', () => {
    expect(rows.map(({ range, head }) => text.slice(range[0], head))).toEqual([
      '',
      '',
      '第1条（目的）',
      '1',
      '2',
      '',
      '',
    ]);
    expect(rows.map(({ title }) => title)).toEqual([false, false, true, false, false, false, false]);
  });

  test('show the points of each clause once, where its own words end', () => {
    expect(rows.map(({ closes }) => closes.map(({ id }) => id).join())).toEqual(['', '', 'a', 'a1', '', 'a2', '']);
  });

  test('are found by an offset', () => {
    expect(rowAt(rows, text.indexOf('料金'))).toBe(5);
    expect(rowAt(rows, 0)).toBe(0);
    expect(rowAt(rows, text.length)).toBe(6);
  });

  test('cut a line in which a clause begins', () => {
    const line = 'Services. (a) first; (b) second.';
    const inline = [clause('x', line, '(a) first; '), clause('y', line, '(b) second.')];
    expect(rowsOf(line, inline).map(({ range }) => line.slice(...range))).toEqual([
      'Services. ',
      '(a) first; ',
      '(b) second.',
    ]);
  });

  test('cut a line that has no end, and no character', () => {
    const endless = '😀'.repeat(30_000);
    const cut = rowsOf(endless, []);
    expect(cut.length).toBeGreaterThan(5);
    expect(cut.map(({ range }) => endless.slice(...range)).join('')).toBe(endless);
    expect(cut.every(({ range }) => range[0] % 2 === 0)).toBe(true);
  });

  test('are made of a contract of 700,000 characters in no time', async () => {
    const once = await readFile(join(root, 'fixtures/contracts/ja-custom-rag/input.txt'), 'utf8');
    const long = once.repeat(Math.ceil(700_000 / once.length));
    const many = [...long.matchAll(/^第.*$/gm)].map(({ index, 0: line }, count) =>
      clause(String(count), 'x', 'x', { range: [index, index + line.length + 1] }),
    );
    const before = performance.now();
    expect(rowsOf(long, many).length).toBeGreaterThan(5_000);
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});

describe('spans', () => {
  test('know each highlight that they stand in', () => {
    const layers = [
      { range: [2, 6], mark: 'a' },
      { range: [4, 20], mark: 'b' },
      { range: [30, 40], mark: 'c' },
    ] as const;
    expect(spansOf([0, 10], layers)).toEqual([
      { range: [0, 2], marks: [] },
      { range: [2, 4], marks: ['a'] },
      { range: [4, 6], marks: ['a', 'b'] },
      { range: [6, 10], marks: ['b'] },
    ]);
  });

  test('are one where nothing is highlighted', () => {
    expect(spansOf([5, 9], [])).toEqual([{ range: [5, 9], marks: [] }]);
  });

  test('are taken from many by their place', () => {
    const sorted = [0, 10, 20, 30].map((start) => ({ range: [start, start + 5] as const }));
    expect(within(sorted, [12, 31]).map(({ range }) => range[0])).toEqual([10, 20, 30]);
    expect(within(sorted, [5, 10])).toEqual([]);
  });
});

describe('words', () => {
  test('are found in any width and case, at their place', () => {
    const text = 'ＡＩモデルと ai モデル';
    expect(hitsOf(folded(text), 'AIモ')).toEqual([[0, 3]]);
    expect(hitsOf(folded(text), 'ＡＩ')).toEqual([
      [0, 2],
      [7, 9],
    ]);
  });

  test('fold without moving an offset', () => {
    expect(folded('İstanbul Ａ')).toHaveLength('İstanbul Ａ'.length);
  });

  test('are none for an empty search', () => {
    expect(hitsOf('abc', ' ')).toEqual([]);
  });
});

test('hidden characters show, and move no offset', () => {
  const hidden = 'a\u202eb\u2066c\u0007d\ufeff\n\te';
  expect(inert(hidden)).toBe('a\ufffdb\ufffdc\ufffdd\ufffd\n\te');
  expect(inert('提供データ')).toBe('提供データ');
});

describe('alignment', () => {
  test('brings places over struck-out words', () => {
    const marked = '乙は、必要に応じて速やかに通知する。';
    const aligned = align('乙は、速やかに通知する。', marked, [[3, 9]])!;
    expect(marked.slice(...aligned.over([3, 7]))).toBe('速やかに');
    expect(marked.slice(...aligned.over([0, 3]))).toBe('乙は、');
  });

  test('bears numbers that differ', () => {
    const plain = '第1条 目的は次のとおりとする。\n第2条 秘密は保持する。\n';
    const marked = '第1条 目的は次のとおりとする。\n第2条 消された条。\n第3条 秘密は保持する。\n';
    const aligned = align(plain, marked, [[22, 28]])!;
    const start = plain.indexOf('秘密は');
    expect(marked.slice(...aligned.over([start, start + 3]))).toBe('秘密は');
  });

  test('says so where the texts are not alike', () => {
    expect(align('a'.repeat(2_000), 'b'.repeat(2_000), [])).toBeNull();
  });
});
