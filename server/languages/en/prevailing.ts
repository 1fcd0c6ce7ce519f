/** Which language version an English text says prevails. */

const VERSION =
  '(?:[ -]language)?(?: (?:version|text|original|language|translation|copy|one))?(?: of (?:this|the) (?:agreement|contract|terms))?(?: hereof| thereof)?,? (?:(?:shall|will|must|is|are|being) )?(?:be )?';
const PREVAILS = new RegExp(
  `\\b(english|japanese)${VERSION}(?:prevails?|controls?|governs?(?! by)|(?:the )?(?:authoritative|official|controlling|governing|prevailing|binding|original))\\b`,
  'i',
);
const REFERENCE = new RegExp(
  `\\b(english|japanese)${VERSION}(?:provided |made |prepared )?(?:solely |only )?for (?:reference|convenience|information)`,
  'i',
);
const IDS: Readonly<Record<string, string>> = { english: 'en', japanese: 'ja' };

export function prevailing(text: string): string | null {
  const named = PREVAILS.exec(text)?.[1]?.toLowerCase();
  if (named) return IDS[named]!;
  const reference = REFERENCE.exec(text)?.[1]?.toLowerCase();
  return reference ? (reference === 'english' ? 'ja' : 'en') : null;
}
