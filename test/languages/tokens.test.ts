import en from '../../server/languages/en.js';
import ja from '../../server/languages/ja.js';

test('English words are told as the text spells them, in the order asked for', () => {
  const text = en.fold('The Vendor’s duty: it provides copies within thirty days and remedies each copy.');
  const tokens = en.tokens(text);
  expect(tokens).toEqual(en.tokens('vendor duties provided copy thirty day remedied copying'));
  expect([...tokens].reverse().map(en.spelling(text))).toEqual(
    ['vendor', 'duty', 'provides', 'copies', 'thirty', 'days', 'remedies', 'copies'].reverse(),
  );
});

test('Japanese words are told as they are', () => {
  const text = ja.fold('秘密情報を、複製しない。');
  expect(ja.tokens(text).map(ja.spelling(text))).toEqual(['秘密', '情報', '複製']);
});
