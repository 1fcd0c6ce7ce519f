import { createEngine } from '../server/engine.js';

const engine = await createEngine();
const LENGTH = 120_000;
const filled = (piece: string) => piece.repeat(Math.ceil(LENGTH / piece.length));
const counted = (piece: (index: number) => string) =>
  Array.from({ length: Math.ceil(LENGTH / piece(1000).length) }, (_, index) => piece(index + 1)).join('');

/** Each makes some kind of pattern try again at every place; a quadratic one runs into the test's time limit. */
const HOSTILE: Readonly<Record<string, string>> = {
  'a sentence of blanks': `第1条 甲は乙に${filled(' ')}提供する。`,
  'digits without end': filled('1'),
  'decimals without end': filled('1.1.'),
  'hyphens without end': filled('a-'),
  'one particle': filled('の'),
  'one term': filled('契約期間'),
  'open brackets': filled('（「'),
  'articles of definitions': filled('第1条（定義）\n(1) データ：'),
  modals: filled('customer shall '),
  negations: filled('not to be '),
  'defined terms': filled('"x" means '),
  'parties in brackets': filled('(the "X") '),
  'capital letters': filled('A B C D '),
  'terms that differ': counted((index) => `"Term${index}x" means the data of Customer.\n`),
  'parties that differ': counted((index) => `（以下「第${index}者」という。）は、`),
  'lines broken at one width': counted(() => `${'provider may use customer data to '.repeat(3)}improve\n`),
  'a row of cells': filled('a\t'),
};

test.each(Object.entries(HOSTILE))('%s are judged in linear time', async (_, text) => {
  const bytes = Buffer.from(`甲は、乙に委託料を支払うものとする。The Customer shall pay the Provider. ${text}`);
  const options = { model: 'auto', side: 'user', language: 'en', view: 'proposed' } as const;
  const report = await engine.check({ bytes, name: 'hostile.txt' }, options);
  expect(report.items).toHaveLength(73);
});
