/** Lengths of time in Japanese: 「30日以内」「三か月前」「5営業日」「2年間」. */
import type { Duration } from '../../model/language.js';
import { type OpenTimes, openTimes } from '../shared/durations.js';
import { number } from './numerals.js';

const LENGTH =
  /([0-9〇一二三四五六七八九十百]{1,8})(?:\([0-9〇一二三四五六七八九十百]{1,8}\))? ?(時間|営業日|日|週間|か月|ヶ月|カ月|箇月|ヵ月|ケ月|月間|年)間?(以内|内に|まで|(?:以上)?前|(?:以上)?先立)?/g;

const HOURS: Readonly<Record<string, number>> = { 時間: 1, 日: 24, 営業日: 34, 週間: 168, 年: 8766 };
const MONTH = 730;

/** 「90日以内に通知された不適合」「6か月以内に判明したとき」: who tells of it has a right, whoever has to mend it. */
const CLAIM =
  /^[^。、]{0,24}(?:通知|申し出|申し入れ|請求|発見|判明|報告|指摘|異議)[^。、]{0,6}(?:た|る)[^。、]{0,12}(?:とき|場合|もの|不適合|不具合|瑕疵|障害|欠陥)/;

const OPEN: OpenTimes = {
  endless: /永久|永続的|恒久的|無期限|期間の(?:定め|限定|制限)(?:なく|のない|はない)|期限の定めな/g,
  term: /(?:本?契約|利用契約|個別契約)の?(?:有効)?期間中/g,
};

export function durations(folded: string): Duration[] {
  return [...numbered(folded), ...openTimes(OPEN, folded)].sort((a, b) => a.range[0] - b.range[0]);
}

function numbered(folded: string): Duration[] {
  return [...folded.matchAll(LENGTH)].map(({ index, 0: words, 1: count, 2: unit, 3: ending = '' }) => {
    const end = index + words.length;
    const sense = /[前先]/.test(ending)
      ? 'ahead'
      : !/内|まで/.test(ending)
        ? 'for'
        : CLAIM.test(folded.slice(end, end + 48))
          ? 'claim'
          : 'within';
    return { range: [index, end], hours: number(count!) * (HOURS[unit!] ?? MONTH), sense };
  });
}
