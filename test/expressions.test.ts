import { analysed, heads } from '../server/expressions.js';

describe('heads', () => {
  test.each([
    ['第三者に?', ['第三者', '第三者に']],
    ['(?:本|当)契約', ['本契約', '当契約']],
    ['ab?cd', ['acd', 'abcd']],
    ['[xy]z', ['xz', 'yz']],
    ['.x', ['']],
    ['us(?:e|ing)', ['use', 'using']],
  ])('%s', (source, expected) => expect(new Set(heads(source).map(({ text }) => text))).toEqual(new Set(expected)));

  test.each([
    ['本契約(?:書)?', ['本契約', '本契約書']],
    ['(?:第三|他)者(?=に)', []],
    ['契約\\d+号', []],
    ['契約(?:[^。]{0,9}終了|書)', ['契約終了', '契約書']],
  ])('%s has the literal matches %j', (source, expected) =>
    expect(
      heads(source)
        .filter(({ literal }) => literal)
        .map(({ text }) => text),
    ).toEqual(expected),
  );
});

describe('analysed', () => {
  const needs = (source: string, spaced: boolean, inner = false) =>
    analysed(source, spaced, inner).map(({ need }) => need);

  test.each([
    ['a word behind others', '(?:giv|provid)[a-z]{0,40} (?:\\w{1,40} ){0,3}notices?', ['notice'], 4],
    ['the rarest of several', 'use[a-z]{0,40} of (?:the )?ip', ['of ip', 'of the ip'], 1],
    ['a word behind a gap of characters', 'us(?!er)[a-z]{0,40}[^.]{0,60}? training', ['training'], 61],
  ])('%s', (_, source, marks, reach) => expect(needs(source, true)).toEqual([{ marks, reach }]));

  test('nothing that may stand within a word', () => {
    expect(needs('(?:un|in)[^.]{0,9}lawful', true)).toEqual([null]);
  });

  test('characters count where no spaces part words', () => {
    expect(needs('契約[^。]{0,9}終了', false)).toEqual([{ marks: ['終了'], reach: 11 }]);
  });

  test('each alternative has its own, also within a group that opens the expression', () => {
    expect(needs('(?:契約[^。]{0,9}終了|秘密)', false, true)).toEqual([{ marks: ['終了'], reach: 11 }, null]);
    expect(needs('契約[^。]{0,9}終了|秘密(?!保持)', false)).toEqual([{ marks: ['終了'], reach: 11 }, null]);
  });
});
