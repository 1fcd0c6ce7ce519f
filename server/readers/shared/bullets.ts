/** Marks of the items of a list. */

/** Before an item of a list without numbers, as Word files carry it. */
export const BULLET = '\u2022 ';

/** A number with its mark, in digits, letters, kana or kanji; `dai-`, a circled digit, or a word for a unit. */
export const OWN_NUMBER =
  /^(?:[(\uff08]?[0-9\uff10-\uff19a-zA-Z\u30a2-\u30ed\u3007\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]{1,4}(?:[.\uff0e\u3001)\uff09]|(?:\.[0-9]+)+\s)|\u7b2c|[\u2460-\u2473]|(?:Article|Section|Clause)\s)/i;

/** A bullet, a box to tick or a bracket that the item's own text begins with. */
const OWN_MARK = /^\s*[\u2022\u2610\u2611\u3010\u25a0\u25cf\u25cb\u30fb\uff08]/;

/** The bullet of an item; none where its text brings a mark or a number of its own. */
export function bulletFor(text: string): string {
  return OWN_MARK.test(text) || OWN_NUMBER.test(text.trimStart()) ? '' : BULLET;
}
