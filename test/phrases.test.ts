import { literalSet, phraseSet } from '../server/phrases.js';

const words = { words: true };
const found = (set: ReturnType<typeof phraseSet>, text: string) =>
  set.scan(text).map(({ id, range }) => [id, text.slice(...range)]);

describe('phraseSet', () => {
  test('finds inflected words, whole words only', () => {
    const set = phraseSet({ use: ['use~'], stop: ['stop~'] }, words);
    expect(found(set, 'using it is used; reuse and users are not; stopped')).toEqual([
      ['use', 'using'],
      ['use', 'used'],
      ['stop', 'stopped'],
    ]);
  });

  test('a gap stays within the sentence', () => {
    const set = phraseSet({ train: ['train~ … models?'] }, words);
    expect(found(set, 'train its own models')).toEqual([['train', 'train its own models']]);
    expect(found(set, 'they train. other models')).toEqual([]);
  });

  test('a space matches several, as left by a folded line break', () => {
    expect(found(phraseSet({ x: ['third part(?:y|ies)'] }, words), 'any third   parties')).toEqual([
      ['x', 'third   parties'],
    ]);
  });

  test('an optional space may be absent, and a class that holds a space stays a class', () => {
    const set = phraseSet({ days: ['\\d+ ?days'], list: ['data[a-z ,]{1,20}and'] }, words);
    expect(found(set, '30days, 30  days; data, text and')).toEqual([
      ['days', '30days'],
      ['days', '30  days'],
      ['list', 'data, text and'],
    ]);
  });

  test('Japanese phrases need no word boundary and may start with an optional part', () => {
    const set = phraseSet({ input: ['(?:入力|提供)データ'], third: ['第三者'] }, { words: false });
    expect(found(set, '乙は提供データを第三者に開示してはならない。')).toEqual([
      ['input', '提供データ'],
      ['third', '第三者'],
    ]);
  });

  test('keeps the longest of one concept and the overlaps of different ones', () => {
    const set = phraseSet({ secret: ['秘密', '秘密情報'], information: ['情報'] }, { words: false });
    expect(found(set, '秘密情報')).toEqual([
      ['secret', '秘密情報'],
      ['information', '情報'],
    ]);
  });

  test('reads only within the range asked for', () => {
    const set = phraseSet({ a: ['ab'] }, { words: false });
    expect(set.scan('ababab', [1, 5])).toEqual([{ id: 'a', range: [2, 4] }]);
  });

  test('a number of any length leads on to what follows it', () => {
    const set = phraseSet(
      { days: ['[0-9]+(?:営業)?日以内', '第[一二三]+条'], fee: ['[0-9,]+円', '[0-9]+万円'] },
      { words: false },
    );
    expect(found(set, '30営業日以内に12,000円又は3万円を払う(第二条)')).toEqual([
      ['days', '30営業日以内'],
      ['fee', '12,000円'],
      ['fee', '3万円'],
      ['days', '第二条'],
    ]);
    expect(found(set, `${'1'.repeat(60)}日以内`)).toEqual([['days', `${'1'.repeat(40)}日以内`]]);
  });

  test('finds what starts beyond the first stretch, and what lies across two', () => {
    const set = phraseSet({ a: ['ab+c'], b: ['xyz'] }, { words: false });
    const text = `${'-'.repeat(32_766)}abbc${'-'.repeat(40_000)}xyz`;
    expect(set.scan(text).map(({ range }) => range)).toEqual([
      [32_766, 32_770],
      [72_770, 72_773],
    ]);
  });

  test('an expression is tried where a word that it needs stands near, within the stretch or beyond', () => {
    const set = phraseSet({ gap: ['use … (?:data|files)'], words: ['(?:any|all) (?:\\w+ ){0,3}rights?'] }, words);
    expect(found(set, 'use of the data; all of its other rights; all that is left of the rights')).toEqual([
      ['gap', 'use of the data'],
      ['words', 'all of its other rights'],
    ]);
    const far = `${'-'.repeat(32_760)} use ${'x'.repeat(30)} files`;
    expect(found(set, far)).toEqual([['gap', far.slice(32_761)]]);
  });

  test('an invalid phrase is refused by name', () => {
    expect(() => phraseSet({ broken: ['(a'] }, words)).toThrow('phrase of "broken"');
  });
});

test('literalSet finds strings as they are, the longest of an id', () => {
  const set = literalSet({ data: ['Customer Data (as amended)', 'Customer Data'], plus: ['A+'], none: [''] });
  expect(found(set, 'all Customer Data, Customer Data (as amended) and A+')).toEqual([
    ['data', 'Customer Data'],
    ['data', 'Customer Data (as amended)'],
    ['plus', 'A+'],
  ]);
});
