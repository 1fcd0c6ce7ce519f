import en from '../../server/languages/en.js';
import ja from '../../server/languages/ja.js';

function sides(language: typeof en, text: string, preamble: number): Record<string, string> {
  return Object.fromEntries(language.parties(text, [0, preamble]).map(({ name, role }) => [name, role]));
}

test.each([
  [
    'a noun that either side may bear tells none: what each does tells it',
    `(1) BRIGHT FOX LIMITED (the "Agency"); and (2) ROSE COTTAGE CHARITY LIMITED (the "Trust").
The Agency shall design and build the site. The Agency shall host it. The Trust shall pay the fees. The Agency shall maintain it. The Trust shall test it. The Trust may order changes.`,
    { Agency: 'vendor', Trust: 'user' },
  ],
  [
    'the noun before a name tells its side',
    `Client: Ferro Stores, Inc. ("Ferro")
Agency: Wolf Interactive LLC ("Wolf")
Wolf shall build the generator. Ferro may inspect it.`,
    { Ferro: 'user', Wolf: 'vendor' },
  ],
  [
    'who processes for the other is the vendor',
    `Oak Brokers Ltd ("Broker") and Voce B.V. ("Voce") agree as follows.
Voce processes call records for Broker. Voce assists Broker. Voce shall encrypt the records. Broker may instruct Voce. Broker shall pay the fees. Broker will tell Voce of changes.`,
    { Broker: 'user', Voce: 'vendor' },
  ],
  [
    'the name of a service is nobody',
    `These terms apply to software (hereinafter referred to as “Momo” or “Services”). They are concluded by you and Moon Co., Ltd (hereinafter called “we” or “us”).
You shall not resell Momo. You are responsible for your account. We may change Momo.`,
    { we: 'vendor', You: 'user' },
  ],
  [
    'a name may end like a noun for things',
    `These terms are between Fretool, Inc. ("Fretool") and Customer.
Customer shall pay. Customer will comply. Fretool may change the terms. Fretool shall host the service.`,
    { Fretool: 'vendor', Customer: 'user' },
  ],
  [
    'a sponsor gives and gets; the other is called by its name, even after `The` at the start of a sentence',
    `Sponsor: Larch Timber Ltd, Investigator: Dr Vance
Sponsor will send the scans. Sponsor shall pay the cost. The Institute shall train the model. The Institute will report. The Institute may publish. The Institute shall delete the scans.`,
    { Sponsor: 'user', Institute: 'vendor' },
  ],
  [
    'a council that buys is the user',
    `CONDITIONS OF CONTRACT
The Council shall pay within thirty days. The Council may extend the term. The Contractor shall host the assistant.`,
    { Council: 'user', Contractor: 'vendor' },
  ],
  [
    'what a party is said to act as tells its side, and then the side of who says we',
    `Lumen Radiology LLC ("we") issues these terms with its order to the company named as supplier in the order ("you").
You shall mark up the scans. We shall pay for each scan. We may reject a batch.`,
    { we: 'user', you: 'vendor' },
  ],
  [
    'a name in brackets may begin with the, and what follows may tell its side',
    `Between Birch Dental ApS ("the Practices"), as controller, and Scribe B.V. ("Scribe"), as processor.
Scribe shall delete the recordings. The Practices may inspect Scribe.`,
    { Practices: 'user', Scribe: 'vendor' },
  ],
])('English: %s', (_, text, expected) => {
  expect(sides(en, text, text.indexOf('\n'))).toMatchObject(expected);
});

test.each([
  [
    'the noun before a name tells its side, whatever it then does',
    `委託者　港湾電力株式会社（以下「甲」という。）と受託者　緑川システムズ株式会社（以下「乙」という。）は、次のとおり契約する。
乙は、料金計算サービスの仕様に従い、毎月の料金の支払の状況を甲に報告する。甲は、乙に委託料を払う。`,
    { 甲: 'user', 乙: 'vendor' },
  ],
  [
    'the one who buys or uses is the user',
    `研究機構（以下「機構」という。）と申請した者（以下「使用者」という。）は、次のとおり契約する。
機構は、使用者にモデルを提供する。使用者は、モデルを再配布してはならない。`,
    { 機構: 'vendor', 使用者: 'user' },
  ],
  [
    'who gives the data is the user, who analyses them the vendor',
    `データ提供会社　小浜運輸株式会社　解析会社　株式会社ミトリ
データ提供会社は、運転記録を解析会社に引き渡す。解析会社は、運転記録を解析し、データ提供会社に報告する。`,
    { データ提供会社: 'user', 解析会社: 'vendor' },
  ],
  [
    'a name given in plain words is a name',
    `財団法人戸田文庫（以下「文庫」とします。）と秋田複写株式会社（以下「当社」とします。）は、次のとおり約束します。
文庫は、古文書を当社に預けます。当社は、古文書を撮影します。`,
    { 文庫: 'user', 当社: 'vendor' },
  ],
  [
    'whoever is described as somebody may bear any name',
    `波音システム株式会社（以下「波音」）と、申込みをした宿泊業者（以下「宿」）との約束とします。
波音は、予約台帳を提供する。宿は、料金を支払う。宿は、予約を登録する。宿は、番号を管理する。波音は、台帳を作成する。`,
    { 波音: 'vendor', 宿: 'user' },
  ],
  [
    'of two whose deeds tell nothing, the first named orders',
    `北沢ガス株式会社（以下「北沢」という。）と小森電話株式会社（以下「小森」という。）は、次のとおり合意した。
北沢は、期日を定める。小森は、期日を守る。`,
    { 北沢: 'user', 小森: 'vendor' },
  ],
  [
    'the addressed firm is the user, those who speak of themselves the vendor',
    `お試しのご案内
貴社は、写真を送ってください。わたしたちは、写真を調べ、結果を貴社に返します。貴社は、写真を貴社で控えてください。`,
    { 貴社: 'user', わたしたち: 'vendor' },
  ],
  [
    'who is paid is the vendor, whatever else both do',
    `株式会社小麦堂（以下「小麦堂」という。）と有限会社ラック（以下「ラック」という。）は、次のとおり取り決めた。
ラックは、画面を手直しし、小麦堂の店に据え付ける。小麦堂は、作業の済んだ月の末日に代金を払う。小麦堂は、台帳を作成してラックに渡す。`,
    { 小麦堂: 'user', ラック: 'vendor' },
  ],
])('Japanese: %s', (_, text, expected) => {
  expect(sides(ja, text, text.indexOf('\n'))).toMatchObject(expected);
});
