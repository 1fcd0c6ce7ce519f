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
])('Japanese: %s', (_, text, expected) => {
  expect(sides(ja, text, text.indexOf('\n'))).toMatchObject(expected);
});
