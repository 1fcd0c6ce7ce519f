import { number } from '../../server/languages/ja/numerals.js';
import { segmenter } from '../../server/languages/ja/segmenter.js';
import { sentences } from '../../server/languages/ja/sentences.js';
import md from '../../server/readers/markdown.js';
import text from '../../server/readers/text.js';
import { segment } from '../../server/segment.js';

async function cut(...lines: string[]) {
  const document = await text.read(Buffer.from(lines.join('\n')), { view: 'proposed' });
  return segment(document, [segmenter]);
}
const labels = (contract: Awaited<ReturnType<typeof cut>>) => contract.clauses.map(({ label }) => label);

describe('Japanese segmentation', () => {
  test('articles, paragraphs and items are cited as lawyers cite them', async () => {
    const contract = await cut(
      '検査業務委託契約書',
      '第１条（定義）',
      '用語は次による。',
      '①　「資料」　甲が渡すもの',
      '②　「報告書」　乙が渡すもの',
      '第二条の２　報告',
      '１　乙は、次の事項を報告する。',
      '(1) 進捗',
      '(2) 課題',
      '２　前項の報告は、毎月行う。',
      '別紙1（仕様）',
      '様式は自由とする。',
    );
    expect(labels(contract)).toEqual([
      '第１条',
      '第１条①',
      '第１条②',
      '第二条の２',
      '第二条の２第1項',
      '第二条の２第1項第1号',
      '第二条の２第1項第2号',
      '第二条の２第2項',
      '別紙1',
    ]);
    expect(contract.clauses[0]?.heading).toBe('定義');
    expect(contract.document.text.slice(...contract.preamble)).toBe('検査業務委託契約書\n');
  });

  test('a table of contents and a sentence that begins with a reference open nothing', async () => {
    const contract = await cut(
      '第1条（目的）',
      '第2条（業務）',
      '第3条（料金）',
      '第1条（目的）',
      '目的を定める。',
      '第2条（業務）',
      '第1条の目的のため行う。',
      '第3条（料金）',
      '別紙に定める。',
    );
    expect(labels(contract)).toEqual(['第1条', '第2条', '第3条']);
  });

  test('the signature block is no clause, a schedule after it is one', async () => {
    const contract = await cut(
      '第1条（目的）',
      '目的を定める。',
      '本契約の成立を証するため、本書2通を作成する。',
      '甲　東京都',
      '別紙',
      '単価を定める。',
    );
    expect(labels(contract)).toEqual(['第1条', '別紙']);
    expect(contract.document.text.slice(...contract.signature!)).toBe(
      '本契約の成立を証するため、本書2通を作成する。\n甲　東京都\n',
    );
  });

  test('the first paragraph of an article is often not numbered', async () => {
    const contract = await cut(
      '第三条（報告）',
      '受託者は、毎月報告する。',
      '２　報告は、書面で行う。',
      '第四条（検査）',
      '委託者は、検査する。',
    );
    expect(labels(contract)).toEqual(['第三条', '第三条第1項', '第三条第2項', '第四条']);
    expect(contract.document.text.slice(...contract.clauses[1]!.own)).toBe('受託者は、毎月報告する。\n');
  });

  test('a text without any number or heading is one clause', async () => {
    const contract = await cut('受注者は、記録を残す。', '発注者は、これを確かめる。');
    expect(labels(contract)).toEqual(['受注者は、記録を残す。']);
    expect(contract.clauses[0]?.own).toEqual([0, contract.document.text.length]);
  });

  test('paragraphs that are called so have headings and hold the numbers below them', async () => {
    const contract = await cut(
      '第1条（利用）',
      '第1項（範囲）',
      '利用者は、本サービスを利用できる。',
      '第2項（制限）',
      '1. 停止',
      '当社は、利用を停止できる。',
      '第2条（料金）',
      '第1項の定めによる。',
    );
    expect(labels(contract)).toEqual(['第1条', '第1条第1項', '第1条第2項', '第1条第2項の1', '第2条']);
  });

  test('the articles of a second document of the same file are cited with its title', async () => {
    const contract = await cut(
      'ことり便 利用契約書',
      '第1条（申込み）',
      '客は、書面で申し込む。',
      'ことり便 端末約款',
      '第1条（貸出し）',
      '１　端末は、次の各号の場所で貸す。',
      '(1) 本店',
      '(2) 支店',
    );
    expect(labels(contract)).toEqual([
      '第1条',
      '端末約款',
      '端末約款第1条',
      '端末約款第1条第1項',
      '端末約款第1条第1項第1号',
      '端末約款第1条第1項第2号',
    ]);
  });

  test('a first document whose articles all come again in the second is no table of contents', async () => {
    const contract = await cut(
      '貸出約款',
      '第1条（申込み）',
      '客は、書面で申し込む。',
      '第2条（返却）',
      '客は、期日までに返す。',
      '第3条（費用）',
      '運賃は、客が払う。',
      '個人情報保護規程',
      '第1条（適用）',
      '本規程は、客の個人情報に適用する。',
      '第2条（目的）',
      '当社は、貸出しのために限り用いる。',
      '第3条（保管）',
      '当社は、一年間保管する。',
    );
    expect(labels(contract)).toEqual([
      '第1条',
      '第2条',
      '第3条',
      '個人情報保護規程',
      '個人情報保護規程第1条',
      '個人情報保護規程第2条',
      '個人情報保護規程第3条',
    ]);
  });

  test('headings with plain numbers are the articles of a second document, numbers below them its paragraphs', async () => {
    const source = ['# 利用規約', '## 第1条（適用）', '客は従う。', '# ことり便 個人情報取扱合意（控え）'];
    for (const [at, name] of ['目的', '保管', '窓口'].entries())
      source.push(
        `## ${at + 1}. ${name}`,
        '1. 当社は、記録を作り、客に示す。',
        '2. 当社は、記録を客の求めに応じて直す。',
      );
    const contract = segment(await md.read(Buffer.from(source.join('\n\n')), { view: 'proposed' }), [segmenter]);
    const below = [1, 2, 3].flatMap((n) => ['', '第1項', '第2項'].map((part) => `個人情報取扱合意${n}${part}`));
    expect(labels(contract)).toEqual(['第1条', '個人情報取扱合意', ...below]);
  });

  test('an amount at the head of a line is no number of a paragraph', async () => {
    const contract = await cut(
      '第1条（応答）',
      '1 当社は、次の時間内に答える。',
      '4 営業時間以内',
      '2 日中は、電話でも受ける。',
      '2 時間以内',
    );
    expect(labels(contract)).toEqual(['第1条', '第1条第1項', '第1条第2項']);
  });

  test('every character of the body stands in one clause of its own', async () => {
    const contract = await cut('前文', '第1条（甲）', '１　あ。', '(1) い', '２　う。', '第2条（乙）', 'え。');
    const own = contract.clauses.map((clause) => clause.own);
    expect(own[0]?.[0]).toBe(contract.preamble[1]);
    for (const [index, range] of own.slice(1).entries()) expect(range[0]).toBe(own[index]![1]);
    expect(own.at(-1)?.[1]).toBe(contract.document.text.length);
    for (const clause of contract.clauses) {
      const parent = contract.clauses.find(({ id }) => id === clause.parent);
      if (parent) expect(parent.range[0] <= clause.range[0] && parent.range[1] >= clause.range[1]).toBe(true);
    }
  });

  test('parties, terms and references', async () => {
    const contract = await cut(
      '甲野工業株式会社（以下「委託者」という。）と株式会社乙山（以下「受託者」という。）は、契約する。',
      '第1条（定義）',
      '「支給資料」とは、委託者が受託者に渡す図面をいう。',
      '第2条（扱い）',
      '受託者は、第1条の支給資料を用いる。著作権法第27条の権利は移らない。',
    );
    expect(contract.parties.map(({ name, role }) => [name, role])).toEqual([
      ['委託者', 'user'],
      ['受託者', 'vendor'],
    ]);
    expect(contract.terms.find(({ term }) => term === '支給資料')).toBeDefined();
    expect(contract.references.map(({ target, clause }) => [target, clause])).toEqual([
      ['第1条', 'c1'],
      ['第27条', null],
    ]);
  });
});

describe('the parties of a contract that calls them', () => {
  const sidesOf = async (...lines: string[]) =>
    (await cut(...lines)).parties.map(({ name, role }) => [name, role] as const);

  test('by their own names, which tell no side', async () => {
    const parties = await sidesOf(
      '株式会社さざなみ商会（以下「さざなみ」という。）と灯台ソフト株式会社（以下「灯台」という。）は、次のとおり契約する。',
      '第1条（業務）',
      'さざなみは、灯台に対し、在庫予測の業務（以下「本業務」という。）を委託する。灯台は、予測用のプログラムを作成し、これを納入する。',
      '第2条（支払）',
      'さざなみは、利用者からの受注の状況にかかわらず、灯台に代金を支払う。',
    );
    expect(parties).toEqual([
      ['さざなみ', 'user'],
      ['灯台', 'vendor'],
    ]);
  });

  test('by names after the noun of their side', async () => {
    const parties = await sidesOf(
      '発注者 ＿＿＿＿（以下「湖西」という。）と受注者 ミナモ工房（以下「ミナモ」という。）は、契約する。',
      '第1条（目的）',
      '双方は、信義に従う。',
    );
    expect(parties).toEqual([
      ['湖西', 'user'],
      ['ミナモ', 'vendor'],
    ]);
  });

  test('by the noun of a body that orders or takes orders', async () => {
    const parties = await sidesOf(
      '第1条（目的）',
      '株式会社あけぼの（以下「委託会社」という。）は、株式会社とばり（以下「受託会社」という。）に作業を頼む。',
    );
    expect(parties).toEqual([
      ['委託会社', 'user'],
      ['受託会社', 'vendor'],
    ]);
  });

  test('by a name that no bracket gives, but that is said to act', async () => {
    const parties = await sidesOf(
      '第1条（提供）',
      'ヒバリ通信は、会員に対し、要約の機能を提供する。',
      '第2条（変更）',
      'ヒバリ通信は、機能を変更することができる。',
      '第3条（停止）',
      'ヒバリ通信は、点検のため提供を停止することができる。会員は、料金を支払う。',
    );
    expect(parties).toEqual([
      ['会員', 'user'],
      ['ヒバリ通信', 'vendor'],
    ]);
  });

  test('by the noun of whoever runs the service, though it stands only in the excuses', async () => {
    const parties = await sidesOf(
      '第1条（利用）',
      'ユーザーは、本規約に従い本サービスを利用する。',
      '第2条（免責）',
      '本サービスの運営者は、軽い過失による損害を負担しない。',
    );
    expect(parties).toEqual([
      ['ユーザー', 'user'],
      ['運営者', 'vendor'],
    ]);
  });
});

test('numbers that a hyphen joins are paragraphs of their article, and the stop behind a number is no part of the title', async () => {
  const { clauses } = await cut(
    '第2条 会員登録',
    '2-1. 手続',
    '登録を希望する者は、画面の案内に沿って申し込む。',
    '2-2. 年齢',
    '未成年者は、親権者とともに申し込む。',
    '第3条 料金',
    '料金は、別に掲げる。',
  );
  expect(clauses.map(({ label, heading, depth }) => [label, heading, depth])).toEqual([
    ['第2条', '会員登録', 0],
    ['2-1', '手続', 1],
    ['2-2', '年齢', 1],
    ['第3条', '料金', 0],
  ]);
});

test.each([
  ['二十三', 23],
  ['百五', 105],
  ['２７', 27],
  ['三〇', 30],
])('%s is %d', (written, value) => expect(number(written)).toBe(value));

test('sentences end at 。 outside brackets, and at line breaks', () => {
  const source = '甲は払う（遅れた場合は利息を含む。）。乙は渡す。\n以上';
  expect(sentences(source, [0, source.length]).map((range) => source.slice(...range))).toEqual([
    '甲は払う（遅れた場合は利息を含む。）。',
    '乙は渡す。',
    '以上',
  ]);
});
