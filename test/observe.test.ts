import { loadLexicon } from '../server/items.js';
import ja from '../server/languages/ja.js';
import type { CompiledLexicon } from '../server/observe.js';
import { compileLexicon, observe } from '../server/observe.js';
import text from '../server/readers/text.js';
import { segment } from '../server/segment.js';
import refers from '../server/signals/refers.js';
import says from '../server/signals/says.js';

let lexicon: CompiledLexicon;
beforeAll(async () => {
  const { actions, concepts, functions } = await loadLexicon('ja');
  lexicon = compileLexicon(actions, { ...concepts, ...functions }, ja);
});

async function world(...lines: string[]) {
  const contract = segment(await text.read(Buffer.from(lines.join('\n')), { view: 'proposed' }), [ja]);
  return { contract, observation: observe(contract, ja, lexicon) };
}
type Args = Parameters<typeof says.bind>[0];
const where = (seen: Awaited<ReturnType<typeof world>>, args: Partial<Args>) =>
  says
    .bind(says.args.parse(args))(seen)
    .map(
      ({ statement, hedged }) =>
        `${seen.contract.clauses.find(({ id }) => id === statement.clause)?.label}${hedged ? ' hedged' : ''}`,
    );

describe('statements of a Japanese contract', () => {
  test("who must not do what to which data, through the contract's own definition", async () => {
    const seen = await world(
      '第1条（定義）',
      '「検査画像」とは、甲が乙に開示する画像及び記録をいう。',
      '第2条（学習）',
      '１　乙は、検査画像を学習に利用してはならない。',
      '２　甲は、検査画像を学習に利用することができる。',
    );
    expect(seen.observation.terms.find(({ term }) => term === '検査画像')?.concepts).toEqual(['input']);
    expect(where(seen, { kind: 'prohibition', bearer: 'vendor', action: 'train', object: 'input' })).toEqual([
      '第2条第1項',
    ]);
    expect(where(seen, { kind: 'permission', bearer: 'user', action: 'train', object: 'input' })).toEqual([
      '第2条第2項',
    ]);
  });

  test('a row of dots says nothing, and what parts a heading from its text is no part of the sentence', async () => {
    const { contract, observation } = await world(
      '第1条（禁止）： 乙は、検査画像を第三者に開示してはならない。',
      '第2条（その他）',
      '・・・・・・・・・・・・・・・・・・・・・・・・',
    );
    const quoted = observation.statements.map(({ range }) => contract.document.text.slice(...range));
    expect(new Set(quoted)).toEqual(new Set(['乙は、検査画像を第三者に開示してはならない。']));
  });

  test('a definition reads on behind a bracket that holds a sentence', async () => {
    const seen = await world(
      '第1条（定義）',
      '一 「社内文書」 甲が乙に渡す規程その他の資料をいう。',
      '二 「応答モデル」 社内文書を基に作成した問答の組（以下「問答集」という。）を用いて学習した結果得られるモデルをいう。',
    );
    const concepts = (term: string) => seen.observation.terms.find((each) => each.term === term)?.concepts;
    expect(concepts('社内文書')).toEqual(['input']);
    expect(concepts('応答モデル')).toContain('results');
  });

  test('lines with bullets inherit the norm of the sentence above them', async () => {
    const seen = await world(
      '第1条（禁止事項）',
      '利用者は、次の行為をしてはなりません。',
      '- 当社が有害と判断する内容の送信する行為',
      '当社は、利用を停止することができます。',
    );
    const kinds = seen.observation.statements.map(({ kind, bearer }) => `${kind} ${bearer}`);
    expect(kinds).toContain('prohibition user');
    expect(kinds).toContain('permission vendor');
    expect(kinds).not.toContain('declaration vendor');
  });

  test('so do lines that lost their bullets, up to the next sentence', async () => {
    const seen = await world(
      '第1条（投稿）',
      '利用者は、以下を守るものとします：',
      '住所・連絡先の入力禁止',
      '送信前に内容を確認すること',
      '当社は、送信された内容を確認しません。',
    );
    const kinds = seen.observation.statements.map(({ kind, bearer }) => `${kind} ${bearer}`);
    expect(kinds).toEqual(expect.arrayContaining(['prohibition user', 'obligation user', 'prohibition vendor']));
    expect(kinds).not.toContain('declaration none');
  });

  test('near and apart ask for what stands close to the act', async () => {
    const seen = await world(
      '第1条（提供）',
      '１　甲は、資料を期日までに乙に提供し、乙は、業務の進捗、費用の見込みその他甲が求める事項を記載した書面を作成し、これを甲の担当者に示した上で、検収を受ける。',
    );
    expect(where(seen, { action: 'provide', near: ['input'] })).toEqual(['第1条第1項']);
    expect(where(seen, { action: 'provide', near: ['accept'] })).toEqual([]);
    expect(where(seen, { action: 'provide', apart: ['input'] })).toEqual([]);
    expect(where(seen, { action: 'provide', bearer: 'user', alone: true, apart: ['accept'] })).toEqual(['第1条第1項']);
  });

  test('who holds or gets the right', async () => {
    const seen = await world(
      '第1条（権利）',
      '１　成果物の著作権は、乙から甲に移転する。',
      '２　プログラムの著作権は、甲に通知の上、乙が保有する。',
      '３　乙は、甲に対し、プログラムの利用を許諾する。',
      '４　成果物の特許権は、甲及び乙の共有とする。',
    );
    expect(where(seen, { action: 'assign', receiver: 'user' })).toEqual(['第1条第1項']);
    expect(where(seen, { action: 'own', receiver: 'vendor' })).toEqual(['第1条第2項']);
    expect(where(seen, { action: 'license', receiver: 'user' })).toEqual(['第1条第3項']);
    expect(where(seen, { action: 'own', receiver: 'both' })).toEqual(['第1条第4項']);
  });

  test('what only the condition names is what the act is about', async () => {
    const seen = await world(
      '第1条',
      '乙は、甲から提供データの提供を受けたときは、契約の終了後にこれを消去し、報告しなければならない。',
    );
    expect(where(seen, { kind: 'obligation', bearer: 'vendor', action: 'delete', object: 'input' })).toEqual(['第1条']);
  });

  test('items of a list inherit the norm of their lead-in', async () => {
    const seen = await world(
      '第1条（禁止事項）',
      '乙は、提供データについて、次の行為をしてはならない。',
      '(1) 第三者に開示すること。',
      '(2) 目的外に利用すること。',
    );
    expect(where(seen, { kind: 'prohibition', bearer: 'vendor', action: 'disclose', object: 'input' })).toContain(
      '第1条第1号',
    );
    expect(where(seen, { kind: 'prohibition', bearer: 'vendor', action: 'use', with: ['beyond-purpose'] })).toContain(
      '第1条第2号',
    );
  });

  test('bullets inherit the norm of their lead-in, up to the next sentence without one', async () => {
    const seen = await world(
      '第1条（禁止事項）',
      '乙は、提供データについて、次の行為をしてはならない。',
      '・第三者に開示すること。',
      '・目的外に利用すること。',
      '甲は、提供データを複製することができる。',
    );
    expect(where(seen, { kind: 'prohibition', bearer: 'vendor', action: 'disclose', object: 'input' })).not.toEqual([]);
    expect(where(seen, { kind: 'prohibition', bearer: 'vendor', action: 'use', object: 'input' })).not.toEqual([]);
    expect(where(seen, { kind: 'permission', bearer: 'user', action: 'copy', object: 'input' })).not.toEqual([]);
  });

  test('mutual secrecy covers what the user discloses; effort is not a duty', async () => {
    const seen = await world(
      '第1条（秘密保持）',
      '甲及び乙は、相手方から開示を受けた情報（以下「秘密情報」という。）を第三者に開示してはならない。',
      '第2条（管理）',
      '乙は、秘密情報の安全管理に努めるものとする。',
    );
    expect(where(seen, { kind: 'prohibition', bearer: 'vendor', action: 'disclose', object: 'confidential' })).toEqual([
      '第1条',
    ]);
    expect(seen.observation.terms.find(({ term }) => term === '秘密情報')?.concepts).toEqual(
      expect.arrayContaining(['confidential', 'input']),
    );
    expect(where(seen, { bearer: 'vendor', action: 'secure', object: 'input' })).toEqual(['第2条 hedged']);
  });

  test('a term for what the user enters covers what comes out where its definition names that', async () => {
    const { observation } = await world(
      '第1条（定義）',
      '「利用者データ」とは、利用者が入力する情報及びこれに対する出力結果をいう。',
      '「素材データ」とは、出力結果以外の情報であって、利用者が入力するものをいう。',
    );
    const concepts = Object.fromEntries(observation.terms.map(({ term, concepts }) => [term, [...concepts].sort()]));
    expect(concepts).toEqual({ 利用者データ: ['input', 'output'], 素材データ: ['input'] });
  });

  test('a proviso that is a sentence of its own has objects', async () => {
    const seen = await world(
      '第1条（定義）',
      '「検査画像」とは、甲が乙に開示する画像及び記録をいう。',
      '第2条（利用）',
      '１　乙は、検査画像を第三者に開示してはならない。ただし、乙は、検査画像を学習に利用することができる。',
    );
    expect(where(seen, { kind: 'permission', bearer: 'vendor', action: 'use', object: 'input' })).toEqual([
      '第2条第1項',
    ]);
  });

  test('personal data processed on behalf are what the user gives the vendor', async () => {
    const clauses = [
      '第1条（目的外利用）',
      '乙は、個人情報を売却してはならない。',
      '第2条（保管）',
      '乙は、個人情報を保管する。',
    ];
    const on = await world('個人情報の取扱いに関する覚書', '甲及び乙は、次のとおり合意する。', ...clauses);
    const off = await world('業務委託契約書', '甲及び乙は、次のとおり合意する。', ...clauses);
    expect(where(on, { action: 'retain', object: 'input' })).toEqual(['第2条']);
    expect(where(off, { action: 'retain', object: 'input' })).toEqual([]);
  });

  test('a survival clause speaks for the articles that it points to', async () => {
    const seen = await world(
      '第3条（権利）',
      '成果物の著作権は、甲に帰属する。',
      '第9条（存続）',
      '第3条の規定は、本契約の終了後も存続する。',
      '第10条（管轄）',
      '第9条の規定は、裁判管轄に及ばず存続する。',
    );
    const args = refers.args.parse({ from: { action: 'survive' }, to: { action: 'own', object: 'output' } });
    const labels = refers
      .bind(args)(seen)
      .map(({ statement: { clause } }) => clause);
    expect(labels.map((id) => seen.contract.clauses.find((clause) => clause.id === id)?.label)).toEqual(['第9条']);
  });

  test('several asks for two different mentions', async () => {
    const seen = await world(
      '第1条（納入）',
      '１　乙は、成果物及び納入物の写しを甲に提出する。',
      '２　乙は、成果物を甲に提出する。',
    );
    expect(where(seen, { action: 'provide', several: 'output' })).toEqual(['第1条第1項']);
  });

  test('a clause that is one line says it in its heading', async () => {
    const seen = await world('第2条　履行期間　契約締結の日から令和8年3月31日まで', '第3条　乙は、成果物を提出する。');
    expect(seen.observation.statements.map(({ range }) => seen.contract.document.text.slice(...range))).toContain(
      '第2条　履行期間　契約締結の日から令和8年3月31日まで',
    );
  });

  test('a list of definitions needs no quotation marks', async () => {
    const { observation } = await world(
      '第2条（定義）',
      '(1) 送信データ：利用者が本サービスに入力した文章。',
      '(2) 回答：送信データを受けて本サービスが返す文章。',
      '第3条（料金）',
      '(1) 月額：利用者が毎月支払う料金。',
    );
    expect(observation.terms.map(({ term, concepts }) => [term, ...concepts])).toEqual([
      ['送信データ', 'input'],
      ['回答', 'output'],
    ]);
  });

  test("every statement's range is a sentence of its clause", async () => {
    const seen = await world('第1条（返還）', '乙は、契約終了後、提供データを返還する。甲は、これを検査する。');
    expect(
      new Set(seen.observation.statements.map(({ range }) => seen.contract.document.text.slice(...range))),
    ).toEqual(new Set(['乙は、契約終了後、提供データを返還する。', '甲は、これを検査する。']));
  });
});
