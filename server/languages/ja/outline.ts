/** Numbers and headings with which Japanese clauses open, and how they are cited. */
import type { Block, Range } from '../../model/document.js';
import type { Opening } from '../../model/language.js';
import { number } from './numerals.js';

const DIGITS = '[0-9０-９]+|[一二三四五六七八九十百〇]+';
const GAP = '[ 　\\t]*';

interface Rule {
  kind: Opening['kind'];
  family: string;
  pattern: RegExp;
}

const RULES: readonly Rule[] = [
  {
    kind: 'chapter',
    family: 'chapter',
    pattern: new RegExp(`^第${GAP}(${DIGITS})${GAP}(?:章|[編部節款](?=[ 　（(【]|$))`),
  },
  { kind: 'article', family: 'article', pattern: new RegExp(`^第${GAP}(${DIGITS})${GAP}条(?:の(${DIGITS}))?`) },
  {
    kind: 'schedule',
    family: 'schedule',
    pattern: new RegExp(
      `^(?:(?:別紙|別記)?様式|別紙|別表|別添|別記|付属書|附属書|添付(?:資料)?)(?:第?${GAP}(${DIGITS}))?(?:号)?`,
    ),
  },
  { kind: 'schedule', family: 'supplement', pattern: /^(?:附則|付則)/ },
  { kind: 'paragraph', family: 'ordinal', pattern: new RegExp(`^第(${DIGITS})(?=[ 　])`) },
  { kind: 'paragraph', family: 'ordinal', pattern: new RegExp(`^第(${DIGITS})項(?=[ 　（(【:：]|$)`) },
  { kind: 'item', family: 'paren-digit', pattern: new RegExp(`^[(（](${DIGITS})[)）]`) },
  { kind: 'item', family: 'paren-digit', pattern: /^([⑴-⒇])/ },
  { kind: 'item', family: 'circled', pattern: /^[①-⑳]/ },
  { kind: 'item', family: 'kana', pattern: /^[(（]?[アウエオカキクケコイ][)）]?(?=[ 　、．.])/ },
  { kind: 'item', family: 'iroha', pattern: /^[(（]?[ロハニホヘトチリヌル][)）]?(?=[ 　、．.])/ },
  { kind: 'item', family: 'letter', pattern: /^[(（]?[a-z][)）.](?=[ 　])/ },
  { kind: 'paragraph', family: 'dotted', pattern: /^(?:\d+(?:\.\d+)+|\d{1,2}(?:-\d{1,2})+)(?:[.．]|(?=[\s　]))/ },
  {
    kind: 'paragraph',
    family: 'digit',
    // `1 営業日以内` is an amount.
    pattern:
      /^[0-9０-９]{1,2}(?:[.．、](?![0-9０-９])|(?=[ 　])(?![ 　](?:(?:営業|暦)?日(?=[以間前後のにを]|まで|$)|(?:営業)?時間|[かカヶヵケ箇]月|週間?|年間?|[回件名人](?=以|まで|の|$)|分[間以]|秒|円|[%％])))/,
  },
  { kind: 'item', family: 'kanji-digit', pattern: /^[一二三四五六七八九十]+(?=[ 　、．.])/ },
];

/** Attachments that go by the name of what they are, on a line of their own. */
const NAMED_SCHEDULE =
  /^[^。、「」]{0,16}(?:仕様書|申請書|申込書|注文書|発注書|特記事項|明細書|一覧表?|料金表|工程表|計画書|内訳書|確認書|体制図|サービスレベル合意書|SLA)(?:[（(][^（()）]{1,12}[)）])?$/;

/** The title of another document of the same file, behind the first one's articles and above its own. */
const TITLE = /^[^。、「」：:]{0,24}(?:規約|約款|規程|特約|覚書|契約書|合意書|ポリシー)$/;
/** Likewise where the file marks it as a heading: `データ処理委託契約（DPA）`. */
const HEADED_TITLE =
  /^[^。、「」：:（(]{0,30}(?:規約|約款|規程|特約|覚書|契約書?|合意書?|協定書?|ポリシー|方針|sla)[ 　]*(?:[（(][^（）()]{1,24}[)）])?[ 　]*(?:テンプレート|[ひ雛]な?[形型])?$/i;
const FIRST_ARTICLE = new RegExp(`(?:^|\\n)[ 　]*第${GAP}[1１一]${GAP}条`);
const FIRST_NUMBER = /(?:^|\n)[ 　]*[1１][.．、]/;
/** Letters between a title and its first article. */
const FAR = 600;

export function opening(text: string, block: Block, previous: Block | null): Opening | null {
  const another = document(text, block);
  if (another) return another;
  const found = inIroha(own(text, block));
  if (found?.kind !== 'article' || found.heading !== '' || !previous) return found;
  const above = /^[ 　]*[（(【]([^（(【）)】]{1,40})[）)】]$/.exec(text.slice(...previous.range).trimEnd());
  return above ? { ...found, heading: above[1]!, range: [previous.range[0], found.range[1]] } : found;
}

/** イ is the first of イロハ unless it continues アイウ. */
function inIroha(found: Opening | null): Opening | null {
  if (found?.family !== 'kana' || found.value[0] !== 2) return found;
  return { ...found, family: 'iroha', value: [1], or: { family: 'kana', value: [2] } };
}

function own(text: string, block: Block): Opening | null {
  const [start, end] = block.range;
  const line = text.slice(start, end);
  const indent = line.length - line.trimStart().length;
  const body = line.slice(indent);
  const titled = body.match(/^【([^】]{0,29}[^】＿_○〇●\s　][^】]{0,29})】$/);
  if (titled) return unnumbered(titled[1]!, [start + indent, end], 1);
  for (const { kind, family, pattern } of RULES) {
    const match = pattern.exec(body);
    if (!match || refers(body.slice(match[0].length), kind)) continue;
    const from = start + indent;
    const label = match[0].trim().replace(/[.．、]$/, '');
    const heading = headingAfter(body.slice(match[0].length), kind);
    const until = from + match[0].length + heading.length;
    return { kind, family, label, value: numberOf(match, family), heading: heading.text, range: [from, until] };
  }
  if (block.kind === 'paragraph' && NAMED_SCHEDULE.test(body.trim())) return named(body.trim(), start + indent);
  return block.kind === 'heading' ? unnumbered(body.trim(), block.range, block.level ?? 1) : null;
}

function document(text: string, { range: [start, end], kind }: Block): Opening | null {
  const title = text.slice(start, end).trim();
  if (kind === 'cell' || !(kind === 'heading' ? HEADED_TITLE : TITLE).test(title)) return null;
  const below = text.slice(end, end + FAR);
  const begins = FIRST_ARTICLE.test(below) || (kind === 'heading' && FIRST_NUMBER.test(below));
  if (!begins || !FIRST_ARTICLE.test(text.slice(0, start))) return null;
  const opening = named(title, start);
  // Of `ことり便 端末約款`, the name of the service is left out.
  return {
    ...opening,
    family: 'document',
    label: opening.label
      .trim()
      .split(/[ 　]+/)
      .at(-1)!,
  };
}

function named(title: string, from: number): Opening {
  const range: Range = [from, from + title.length];
  const label = title.replace(/[（(].*$/, '');
  return { kind: 'schedule', family: 'schedule', label, value: [], heading: title, range };
}

function unnumbered(heading: string, range: Range, level: number): Opening {
  return {
    kind: level === 1 ? 'chapter' : 'section',
    family: `heading-${level}`,
    label: '',
    value: [],
    heading,
    range,
  };
}

/** 「第5条の規定に…」「別紙1に定める」: a sentence that begins with a reference opens nothing. */
function refers(rest: string, kind: Opening['kind']): boolean {
  if (kind === 'article')
    return /^(?:第|から|及び|又は|、|に|の|で|を|は|各|(?:第?[0-9０-９一二三四五六七八九十]{1,3})項)/.test(rest);
  if (kind === 'schedule')
    return /^(?:[^（(\s　]{0,4}|[「『][^」』]{1,30}[」』])(?:に|の|で|を|は|記載|所定|とおり)/.test(rest);
  return false;
}

/** `（見出し）` or 【見出し】 after the number; without brackets a short rest of the line that is no sentence. */
function headingAfter(rest: string, kind: Opening['kind']): { text: string; length: number } {
  const bracketed = rest.match(/^[ 　\t]*[（(【[［]\s*([^）)】\]］]{1,40}?)\s*[）)】\]］]/);
  const alone = bracketed !== null && rest.trim().length === bracketed[0].trim().length;
  if (bracketed && (alone ? kind !== 'item' : kind === 'article' || kind === 'chapter' || kind === 'schedule'))
    return { text: bracketed[1]!, length: bracketed[0].length };
  const line = rest
    .trim()
    .replace(/^[:：]/, '')
    .trim();
  const short = line.length > 0 && line.length <= 30 && !/。|[はがをに]、|する$|.{9}(?:こと|もの)$/.test(line);
  if (short && kind !== 'item') return { text: line, length: rest.length };
  return { text: '', length: 0 };
}

function numberOf(match: RegExpExecArray, family: string): number[] {
  if (family === 'circled') return [match[0].charCodeAt(0) - 0x2460 + 1];
  if (family === 'iroha') return ['イロハニホヘトチリヌル'.indexOf(match[0].replace(/[（(]/, '')[0]!) + 1];
  if (family === 'kana') return ['アイウエオカキクケコ'.indexOf(match[0].replace(/[（(]/, '')[0]!) + 1];
  if (family === 'letter') return [match[0].replace(/[（(]/, '').charCodeAt(0) - 96];
  if (family === 'dotted') return match[0].split('.').map(Number);
  if (/^[⑴-⒇]/.test(match[0])) return [match[0].charCodeAt(0) - 0x2474 + 1];
  const parts = match.slice(1).filter((part) => part !== undefined);
  if (parts.length > 0) return parts.map(number);
  const plain = match[0].match(new RegExp(DIGITS));
  return plain ? [number(plain[0])] : [];
}

const IN_ARTICLE = /^第|第[^第]*条/;

/** 第8条第2項第3号; 3の2 below a plain number; a mark of its own (①, ア) follows as written; 4.2 stands alone. */
export function cite(openings: readonly Opening[]): string {
  let label = '';
  let attached = false;
  let document = '';
  for (const { kind, family, label: own, value, heading } of openings) {
    attached ||= kind === 'schedule';
    if (family === 'row') label = `${label} ${heading}`.trim();
    else if (family === 'chapter') label = own;
    else if (family.startsWith('heading-')) label = label === '' ? heading : `${label} ${heading}`;
    else if (family === 'document') label = document = own;
    else if (family === 'article') label = document + own.replace(/[ 　]/g, '');
    else if (family === 'dotted' || family === 'digit-titled') label = document + own;
    else if (family === 'schedule' || family === 'supplement') label = own.replace(/[ 　]/g, '');
    else if (family === 'ordinal' && IN_ARTICLE.test(label)) label += `第${value[0]}項`;
    else if (family === 'digit' && ((IN_ARTICLE.test(label) && !label.endsWith('項')) || attached))
      label += `第${value[0]}項`;
    else if (family === 'digit' && label !== '') label += `の${own}`;
    else if (family === 'paren-digit' && IN_ARTICLE.test(label)) label += `第${value[0]}号`;
    else if (family === 'kanji-digit' && IN_ARTICLE.test(label)) label += `第${own}号`;
    else label += own;
  }
  return label;
}
