import { grammar as en } from '../../server/languages/en/grammar.js';
import { grammar as ja } from '../../server/languages/ja/grammar.js';
import type { Role } from '../../server/model/contract.js';
import type { Range } from '../../server/model/document.js';
import type { Grammar, RoleMentions } from '../../server/model/language.js';
import { expressionSet } from '../../server/phrases.js';

/** Kind and bearer of one act in a sentence whose parties are given by their names. */
function act(grammar: Grammar, text: string, verb: string, names: Record<string, Role>) {
  const found = read(grammar, text, verb, names);
  return [found?.kind, found?.bearer];
}

function read(grammar: Grammar, text: string, verb: string, names: Record<string, Role>) {
  const roles = Object.entries(names)
    .flatMap(([name, role]) => {
      const at = text.indexOf(name);
      return at < 0 ? [] : [{ role, range: [at, at + name.length] as const }];
    })
    .sort((a, b) => a.range[0] - b.range[0]);
  const at = text.indexOf(verb);
  return norms(grammar, text, [{ concept: 'verb', range: [at, at + verb.length] }], roles).acts[0];
}

function norms(
  grammar: Grammar,
  text: string,
  actions: readonly { concept: string; range: Range }[] = [],
  roles: RoleMentions = [],
) {
  const whole: Range = [0, text.length];
  const signs = expressionSet(grammar.signs, { words: grammar === en }).scan(text);
  return grammar.read(text, whole, grammar.parts(text, whole), actions, roles, signs);
}

const koOtsu: Record<string, Role> = { 甲: 'user', 乙: 'vendor' };
const customer: Record<string, Role> = { provider: 'vendor', customer: 'user', 'neither party': 'both' };

describe('Japanese', () => {
  test.each([
    ['乙は、受領した資料を第三者に開示してはならない。', '開示', 'prohibition', 'vendor'],
    ['甲は、乙の事業所に立ち入り、調査することができる。', '調査', 'permission', 'user'],
    ['甲が求めたときは、乙は、当該資料を廃棄しなければならない。', '廃棄', 'obligation', 'vendor'],
    ['乙は、甲が承諾した場合を除き、業務を再委託できないものとする。', '再委託', 'prohibition', 'vendor'],
    ['当該資料の廃棄は、乙の費用において行うものとする。', '廃棄', 'obligation', 'vendor'],
    ['乙は、いつでも提供を停止することができるものとします。', '停止', 'permission', 'vendor'],
    ['乙は、遅延の責任を負わないものとする。', '遅延', 'disclaimer', 'vendor'],
    ['甲は、乙が類似の業務を行うことを妨げないものとする。', '行う', 'permission', 'vendor'],
    ['乙は、成果の正確性を保証しない。', '保証', 'disclaimer', 'vendor'],
    ['乙は、資料を返還し、報告書を提出しなければならない。', '返還', 'obligation', 'vendor'],
    ['甲は、乙が補修できないときは、契約を解除することができる。', '補修', 'declaration', 'user'],
    ['乙が開示前から有していた情報は、秘密情報の対象外とする。', '開示', 'declaration', 'vendor'],
    ['「秘密情報」とは、甲が開示した一切の情報をいう。', '開示', 'definition', 'user'],
    ['甲は、表示の有無を問わず、受領した資料', '受領', 'declaration', 'user'],
    ['甲は、乙の資料によらず、自ら作成した図面', '作成', 'declaration', 'user'],
  ])('%s', (text, verb, kind, bearer) => expect(act(ja, text, verb, koOtsu)).toEqual([kind, bearer]));

  test('knows effort, later agreement and other documents from duties', () => {
    const hedges = (text: string) => norms(ja, text).hedges;
    expect(hedges('乙は、適切に管理するよう努めるものとする。')).toEqual(['effort']);
    expect(hedges('費用は、甲乙協議の上、定める。')).toEqual(['later-agreement']);
    expect(hedges('乙は、プライバシーポリシーに従い取り扱う。')).toEqual(['other-document']);
    expect(hedges('乙は、これを廃棄する。')).toEqual([]);
    expect(hedges('乙は、本約款に基づきこれを廃棄する。')).toEqual([]);
  });

  test.each([
    ['乙は、資料を、甲の同意がある場合を除き、開示しない。', '甲の同意がある場合を除', 'exception'],
    ['乙は、資料を秘密に保持し、甲の同意がある場合を除き、開示しない。', '甲の同意がある場合を除', 'exception'],
    ['乙は、資料を、甲の承認がない限り、開示しない。', '甲の承認がない限り、', 'condition'],
  ])('%s: the object stays in the main clause', (text, clause, part) => {
    const at = text.indexOf(clause);
    expect(ja.parts(text, [0, text.length])).toEqual([{ range: [at, at + clause.length], part }]);
  });

  test.each([
    ['変更の三十日前にメールでお知らせします。', 'obligation', 'none', 'vendor'],
    ['お預かりした原稿を学習に使うことはありません。', 'prohibition', 'none', 'vendor'],
    ['ご意見は無償で使わせていただきます。', 'obligation', 'none', 'vendor'],
    ['書き出した画像は商用にもお使いいただけます。', 'permission', 'user', undefined],
    ['一度に十件までしか送信できません。', 'prohibition', 'user', undefined],
    ['ほかの人になりすまして使ってはいけません。', 'prohibition', 'user', undefined],
    ['契約は一年間続く。', 'obligation', 'none', undefined],
  ])('%s: how polite words tell who is meant', (text, kind, bearer, unnamed) => {
    expect(norms(ja, text)).toMatchObject({ kind, bearer });
    expect(norms(ja, text).unnamed).toBe(unnamed);
  });

  test('marks conditions and provisos off', () => {
    const text = '乙は、契約が終了したときは、資料を返還する。';
    const [condition] = ja.parts(text, [0, text.length]);
    expect(condition?.part).toBe('condition');
    expect(text.slice(...condition!.range)).toBe('契約が終了したときは、');
    const proviso = 'ただし、この限りでない。';
    expect(ja.parts(proviso, [0, proviso.length])).toEqual([{ range: [0, proviso.length], part: 'exception' }]);
  });
});

describe('English', () => {
  test.each([
    ['(b) that the software will run without a pause;', 'run', 'declaration', 'none'],
    ['the parties agree that customer has not sold the records to provider.', 'sold', 'declaration', 'user'],
    ['provider does not represent or warrant that the tool fits a purpose.', 'warrant', 'disclaimer', 'vendor'],
    ['provider may use (or choose not to use) the comments for any purpose.', 'use)', 'permission', 'vendor'],
    ['provider will (a) store the files; (b) not share the files.', 'share', 'prohibition', 'vendor'],

    ['neither party may disclose the terms.', 'disclose', 'prohibition', 'both'],
    [
      'The provider may suspend access if: (a) the law bars it; or (b) a supplier must stop.',
      'suspend',
      'permission',
      'vendor',
    ],
    ['the provider may suspend access where that is prohibited by law.', 'suspend', 'permission', 'vendor'],
    ['provider shall not disclose the records to anyone.', 'disclose', 'prohibition', 'vendor'],
    ['customer may audit the facilities of provider.', 'audit', 'permission', 'user'],
    ['files that customer uploads are deleted after thirty days.', 'deleted', 'declaration', 'none'],
    ['upon request, provider will delete the records.', 'delete', 'obligation', 'vendor'],
    ['the records will be deleted by provider.', 'deleted', 'obligation', 'vendor'],
    ['the records must not be shared.', 'shared', 'prohibition', 'none'],
    ['the records are not used to train any model.', 'train', 'prohibition', 'none'],
    ['provider shall not use (or authorize others to use) the records to train.', 'train', 'prohibition', 'vendor'],
    ['if customer agrees, provider may use the records.', 'use', 'permission', 'vendor'],
    ['provider grants customer a right to use the records.', 'use', 'permission', 'user'],
  ])('%s', (text, verb, kind, bearer) => expect(act(en, text, verb, customer)).toEqual([kind, bearer]));

  test('takes an order for a duty of the user, unless a list claims it', () => {
    expect(norms(en, 'tell us before you share a login.')).toMatchObject({ kind: 'obligation', bearer: 'user' });
    expect(norms(en, 'check the summary by hand.')).toMatchObject({ kind: 'obligation', bearer: 'user', yields: true });
    expect(norms(en, 'use of the summary.')).toMatchObject({ kind: 'declaration', bearer: 'none' });
  });

  test('takes no need for no duty, and an aim for no leave', () => {
    expect(act(en, 'provider does not have to keep the logs.', 'keep', customer)).toEqual(['disclaimer', 'vendor']);
    expect(norms(en, 'provider keeps the logs so that they can be read later.').kind).toBe('declaration');
  });

  test('knows effort, later agreement and other documents from duties', () => {
    const hedges = (text: string) => norms(en, text).hedges;
    expect(hedges('provider will make commercially reasonable efforts to protect it.')).toEqual(['effort']);
    expect(hedges('the fee is to be mutually agreed.')).toEqual(['later-agreement']);
    expect(hedges('data is handled as described in our privacy policy.')).toEqual(['other-document']);
    expect(hedges('models that you may see on our website are not kept.')).toEqual([]);
    expect(hedges('for how data is handled, see our website.')).toEqual(['other-document']);
    expect(hedges('provider shall delete it.')).toEqual([]);
  });
});

test.each([
  ['provider assigns to customer all right in the output.', 'assigns', 'user'],
  ['title to the reports shall vest in the customer upon payment.', 'vest', 'user'],
  ['the work is the sole and exclusive property of customer.', 'exclusive property', 'user'],
  ['provider grants customer a licence to use the tools.', 'grants', 'user'],
  ['provider owns the tools.', 'owns', 'vendor'],
  ['provider claims no ownership of the output.', 'ownership', 'none'],
])('who holds or gets the right: %s', (text, verb, receiver) =>
  expect(read(en, text, verb, customer)?.receiver).toBe(receiver),
);
