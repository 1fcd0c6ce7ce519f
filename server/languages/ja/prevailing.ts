/** Which language version a Japanese text says prevails. */

const VERSION =
  '(日本語|和文|和訳|邦文|邦訳|英語|英文|英訳)(?:版|文|訳|翻訳)?(?:の?(?:契約書|本契約|規約|本規約))?(?:の(?:内容|記載|規定))?';
const PREVAILS = new RegExp(`${VERSION}(?:が|を)(?:優先|正文|正本|正式|原本|原文|正と)`);
const REFERENCE = new RegExp(`${VERSION}は、?(?:単に|専ら|あくまで)?(?:参考|便宜)`);

export function prevailing(text: string): string | null {
  const named = PREVAILS.exec(text)?.[1];
  if (named) return named.startsWith('英') ? 'en' : 'ja';
  const reference = REFERENCE.exec(text)?.[1];
  return reference ? (reference.startsWith('英') ? 'ja' : 'en') : null;
}
