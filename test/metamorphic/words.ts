/** Other names of the parties and other words for the same thing, for contracts of the fixtures. */
import type { Contract } from './contract.js';

/** By contract; where there are two names, they change places or both are new. */
export const NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'ja-custom-rag': { 甲: '乙', 乙: '甲' },
  'ja-new-inspection': { 委託者: '乙', 受託者: '甲' },
  'ja-general-chat': { 当社: '弊社', 契約者: '会員' },
  'en-custom-assistant': { Customer: 'Tamarind', Provider: 'Osprey' },
  'en-general-api': { Customer: 'Subscriber', Provider: 'Larkspur' },
  'en-new-forecasting': { Client: 'Saffron', Developer: 'Bluebell' },
};

/** What to replace, then the other words, one column a test. They mean the same wherever these contracts use them. */
export const SYNONYMS: Readonly<Record<Contract['language'], readonly (readonly [RegExp, ...string[]])[]>> = {
  ja: [
    [/秘密として保持し/g, '秘密に保持し', '厳に秘密として管理し'],
    [/(?<=写し及び再委託先の手元にあるものと併せて返還し、又は復元できない方法で)消去/g, '廃棄', '削除'],
    [/承諾/g, '同意', '了承'],
    [/直ちに|速やかに/g, '遅滞なく', '直ちに'],
    [/に通知する/g, 'に連絡する', 'に報告する'],
    [
      /利用し、他の目的に利用してはならない/g,
      '使用し、他の目的に使用してはならない',
      '用い、それ以外の目的に用いてはならない',
    ],
    [/賠償の責任を負う/g, '賠償する責任を負う', '賠償する義務を負う'],
    [/(?<!調整)データセンター/g, 'サーバー', 'データセンタ'],
    [/することができる/g, 'できる', 'し得る'],
    [/しなければならない|するものとする/g, 'する', 'するものとする'],
    [/第三者に開示し/g, '他者に開示し', '第三者に開示し'],
  ],
  en: [
    [/\bprior written consent\b/g, 'prior written approval', 'prior consent in writing'],
    [/\bshall\b/g, 'must', 'will'],
    [/\bonly to perform\b/g, 'solely to perform', 'exclusively to perform'],
    [/\bpromptly\b/g, 'without undue delay', 'without delay'],
    [/\bsubcontractors\b/g, 'sub-contractors', 'subcontractors'],
    [/\bemployees\b/g, 'personnel', 'staff'],
    [/\bright, title and interest\b/g, 'rights, title and interests', 'right, title, and interest'],
    [/\btermination\b/g, 'expiry or termination', 'the end of the term'],
    [/\bmachine learning model\b/g, 'ML model', 'AI model'],
    [/\bsecurity breach\b/g, 'breach of security', 'security incident'],
    [/\bthird party\b/g, 'other person', 'third parties'],
    [/\bterminate this Agreement\b/g, 'end this Agreement', 'cancel this Agreement'],
  ],
};
