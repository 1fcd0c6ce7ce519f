import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import mammoth from 'mammoth';
import { root } from '../../server/config.js';
import docx from '../../server/readers/docx.js';
import { cell, type Parts, p, r, row, table, wordFile, zip } from './docx-file.js';

const read = (parts: Parts) => docx.read(wordFile(parts), { view: 'proposed' });
const textOf = async (parts: Parts) => (await read(parts)).text;
const numbered = (numId: number, level = 0) =>
  `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`;
const level = (index: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
const abstract = (id: number, ...levels: readonly string[]) =>
  `<w:abstractNum w:abstractNumId="${id}">${levels.join('')}</w:abstractNum>`;
const num = (id: number, abstractId: number, overrides = '') =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${abstractId}"/>${overrides}</w:num>`;

describe('numbers', () => {
  test.each([
    ['decimal', '第%1条', ['第1条', '第2条', '第3条']],
    ['decimalFullWidth', '%1', ['１', '２', '３']],
    ['decimalEnclosedCircle', '%1', ['①', '②', '③']],
    ['japaneseCounting', '第%1条', ['第一条', '第二条', '第三条']],
    ['ideographDigital', '%1', ['一', '二', '三']],
    ['aiueoFullWidth', '(%1)', ['(ア)', '(イ)', '(ウ)']],
    ['irohaFullWidth', '%1', ['イ', 'ロ', 'ハ']],
    ['lowerRoman', '(%1)', ['(i)', '(ii)', '(iii)']],
    ['upperLetter', '%1.', ['A.', 'B.', 'C.']],
    ['decimalZero', '%1', ['01', '02', '03']],
    ['ordinal', '%1', ['1st', '2nd', '3rd']],
    ['constructor', '%1', ['1', '2', '3']],
  ])('%s', async (format, pattern, expected) => {
    const text = await textOf({
      numbering: abstract(0, level(0, format, pattern)) + num(1, 0),
      body: expected.map(() => p(r('x'), numbered(1))).join(''),
    });
    expect(text).toBe(expected.map((number) => `${number} x`).join('\n'));
  });

  test('levels restart below a higher one, and show the numbers above them', async () => {
    const numbering =
      abstract(0, level(0, 'decimal', '%1.'), level(1, 'decimal', '%1.%2'), level(2, 'lowerLetter', '(%3)')) +
      num(1, 0);
    const body = [0, 1, 1, 2, 0, 1, 2].map((at) => p(r('x'), numbered(1, at))).join('');
    expect(await textOf({ numbering, body })).toBe('1. x\n1.1 x\n1.2 x\n(a) x\n2. x\n2.1 x\n(a) x');
  });

  test('a level with restart 0 counts on', async () => {
    const numbering =
      abstract(0, level(0, 'decimal', '%1.'), level(1, 'decimal', '(%2)', '<w:lvlRestart w:val="0"/>')) + num(1, 0);
    const body = [0, 1, 0, 1].map((at) => p(r('x'), numbered(1, at))).join('');
    expect(await textOf({ numbering, body })).toBe('1. x\n(1) x\n2. x\n(2) x');
  });

  test('a second list of the same kind starts anew by its override, and has a level of its own', async () => {
    const override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>';
    const own = `<w:lvlOverride w:ilvl="0">${level(0, 'upperLetter', '%1)')}</w:lvlOverride>`;
    const numbering = abstract(0, level(0, 'decimal', '%1.')) + num(1, 0) + num(2, 0, override) + num(3, 0, own);
    const body = [1, 1, 2, 2, 3].map((id) => p(r('x'), numbered(id))).join('');
    expect(await textOf({ numbering, body })).toBe('1. x\n2. x\n1. x\n2. x\nC) x');
  });

  test('legal numbering shows every level in digits', async () => {
    const numbering =
      abstract(0, level(0, 'upperRoman', 'Article %1'), level(1, 'decimal', '%1.%2', '<w:isLgl/>')) + num(1, 0);
    const body = [0, 0, 1].map((at) => p(r('x'), numbered(1, at))).join('');
    expect(await textOf({ numbering, body })).toBe('Article I x\nArticle II x\n2.1 x');
  });

  test('styles bring numbers along, through what they are based on, each with the level that points back to it', async () => {
    const styles = [
      '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
      '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="heading 2"/><w:basedOn w:val="A"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>',
      '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="Clause"/><w:basedOn w:val="B"/></w:style>',
    ].join('');
    const numbering =
      abstract(
        0,
        level(0, 'decimal', 'Section %1', '<w:pStyle w:val="A"/>'),
        level(1, 'decimal', '%1.%2', '<w:pStyle w:val="B"/>'),
      ) + num(1, 0);
    const body =
      ['A', 'B', 'C'].map((id) => p(r('x'), `<w:pStyle w:val="${id}"/>`)).join('') +
      p(r('none'), `<w:pStyle w:val="A"/>${numbered(0)}`);
    const { text, blocks } = await read({ styles, numbering, body });
    expect(text).toBe('Section 1 x\n1.1 x\n1.2 x\nnone');
    expect(blocks.map(({ kind, level: depth }) => [kind, depth])).toEqual([
      ['heading', 1],
      ['heading', 2],
      ['heading', 2],
      ['heading', 1],
    ]);
    expect(text.slice(...blocks[0]!.number!)).toBe('Section 1');
  });

  test('a definition that links to a numbering style', async () => {
    const styles =
      '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>';
    const numbering =
      '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>' +
      abstract(1, level(0, 'decimal', '<%1>'.replace(/[<>]/g, ''))) +
      num(1, 0) +
      num(2, 1);
    expect(await textOf({ styles, numbering, body: p(r('x'), numbered(1)) + p(r('x'), numbered(1)) })).toBe('1 x\n2 x');
  });

  test('an empty paragraph counts, one that only ends a section does not', async () => {
    const numbering = abstract(0, level(0, 'decimal', '%1.')) + num(1, 0);
    const body =
      p(r('x'), numbered(1)) + p('', numbered(1)) + p('', `${numbered(1)}<w:sectPr/>`) + p(r('x'), numbered(1));
    expect(await textOf({ numbering, body })).toBe('1. x\n2.\n3. x');
  });

  test('circles of styles and links end', async () => {
    const styles =
      '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>';
    const numbering = `<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="B"/></w:abstractNum>${num(1, 0)}`;
    expect(await textOf({ styles, numbering, body: p(r('x'), '<w:pStyle w:val="A"/>') })).toBe('x');
  });
});

describe('content', () => {
  const box = (inner: string) => `<wps:wsp><wps:txbx><w:txbxContent>${inner}</w:txbxContent></wps:txbx></wps:wsp>`;

  test('a text box once, after the paragraph that it hangs on', async () => {
    const choice = `<mc:Choice Requires="wps"><w:drawing>${box(p(r('Boxed.')))}</w:drawing></mc:Choice>`;
    const fallback = `<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${p(r('Boxed.'))}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>`;
    const body =
      p(`${r('Before')}<w:r><mc:AlternateContent>${choice}${fallback}</mc:AlternateContent></w:r>${r(' it.')}`) +
      p(r('After.'));
    const { text, notices } = await read({ body });
    expect(text).toBe('Before it.\nBoxed.\nAfter.');
    expect(notices).toEqual([]);
  });

  test('tables: rows on a line, merged cells on the grid, a table in a cell on its own', async () => {
    const inner = table(row([cell(p(r('in'))), cell(p(r('ner')))]));
    const body = table(
      row([cell(p(r('wide')), '<w:gridSpan w:val="2"/>'), cell(p(r('c')))]),
      row([cell(p(), '<w:vMerge/>'), cell(p(r('b1')) + p(r('b2'))), cell(inner + p())]),
    );
    const { text, blocks } = await read({ body });
    expect(text).toBe('wide\tc\nb1\nb2\nin\tner');
    expect(blocks.map(({ table: at }) => [at!.index, at!.row, at!.column])).toEqual([
      [0, 0, 0],
      [0, 0, 2],
      [0, 1, 1],
      [0, 1, 1],
      [1, 0, 0],
      [1, 0, 1],
    ]);
  });

  test('notes at the end, headers and footers apart, page numbers out, cross-references kept', async () => {
    const simple = (code: string, shown: string) => `<w:fldSimple w:instr=" ${code} ">${r(shown)}</w:fldSimple>`;
    const { text, running, notices, blocks } = await read({
      body:
        p(
          `${r('See Section ')}${simple('REF a \\h', '4')}${r(' on page')}${simple('PAGEREF a', '9')}${r('.')}<w:r><w:footnoteReference w:id="2"/></w:r>`,
        ) +
        p(r('Then.')) +
        '<w:sectPr><w:headerReference w:type="default" r:id="h1"/></w:sectPr>',
      footnotes: `<w:footnote w:id="2">${p(r('A note.'))}</w:footnote>`,
      headers: { h1: p(`${r('Confidential')} ${simple('PAGE', '1')}`), unused: p(r('never shown')) },
    });
    expect(text).toBe('See Section 4 on page.\nThen.\nA note.');
    expect(blocks.at(-1)!.kind).toBe('note');
    expect(running).toEqual(['Confidential']);
    expect(notices.map(({ code }) => code)).toEqual(['header-footer-removed', 'footnotes-at-end']);
  });

  test('comments have author and range; they are no text', async () => {
    const { text, comments } = await read({
      body:
        p(`${r('The ')}<w:commentRangeStart w:id="3"/>${r('vendor')}`) +
        p(`${r('and user')}<w:commentRangeEnd w:id="3"/>${r(' agree.')}<w:r><w:commentReference w:id="3"/></w:r>`),
      comments: `<w:comment w:id="3" w:author="Mori" w:date="2026-01-06T09:00:00Z">${p(r('Who?'))}${p(r('Say.'))}</w:comment>`,
    });
    expect(comments).toEqual([
      { id: '3', author: 'Mori', date: '2026-01-06T09:00:00Z', range: [4, 19], text: 'Who?\nSay.' },
    ]);
    expect(text.slice(4, 19)).toBe('vendor\nand user');
  });

  test('soft breaks, content controls, reading aids, hidden words, buttons, boxes to tick, enclosed characters', async () => {
    const complex = (code: string, begin = '') =>
      `<w:r><w:fldChar w:fldCharType="begin">${begin}</w:fldChar></w:r><w:r><w:instrText xml:space="preserve">${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const { text, notices } = await read({
      body:
        p(`${r('one')}<w:r><w:br/></w:r>${r('two')}`) +
        `<w:sdt><w:sdtPr/><w:sdtContent>${p(r('held'))}</w:sdtContent></w:sdt>` +
        p(`<w:r><w:ruby><w:rt>${r('けいやく')}</w:rt><w:rubyBase>${r('契約')}</w:rubyBase></w:ruby></w:r>${r('書')}`) +
        p(r('secret', '<w:vanish/>') + r(' plain', '<w:vanish w:val="0"/>')) +
        p(complex(' MACROBUTTON NoMacro [party]')) +
        p(
          complex(' FORMCHECKBOX ', '<w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData>') + r('yes'),
        ) +
        p(complex(' EQ \\o\\ac(○,印)')),
    });
    expect(text).toBe('one\ntwo\nheld\n契約書\nsecret plain\n[party]\n☑yes\n印');
    expect(notices).toEqual([{ code: 'hidden-text', values: { count: 1 } }]);
  });

  test('what is not read is named', async () => {
    const { notices } = await read({
      body: p(`${r('x')}<w:r><w:drawing><a:blip/></w:drawing></w:r><w:r><w:object/></w:r>`),
    });
    expect(notices).toEqual([
      { code: 'image-not-read', values: { count: 1 } },
      { code: 'object-not-read', values: { count: 1 } },
    ]);
  });

  test('a field that never ends does not swallow the rest', async () => {
    const body =
      p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF</w:instrText></w:r>') + p(r('kept'));
    expect(await textOf({ body })).toBe('kept');
  });

  test('other prefixes, another name of the main part', async () => {
    const bytes = zip({
      '_rels/.rels':
        '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="/word/main2.xml"/></Relationships>',
      'word/main2.xml':
        '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>strict</x:t></x:r></x:p></x:body></x:document>',
    });
    expect((await docx.read(bytes, { view: 'proposed' })).text).toBe('strict');
  });
});

describe('hostile files', () => {
  const fast = async (parts: Parts, view: 'proposed' | 'markup') => {
    const started = performance.now();
    await docx.read(wordFile(parts), { view });
    return performance.now() - started;
  };

  test.each([
    ['runs in one paragraph', { body: p(r('x ').repeat(100_000)) }],
    ['joined paragraphs', { body: p(r('x'), '<w:rPr><w:del/></w:rPr>').repeat(10_000) + p(r('end')) }],
    [
      'a chain of styles',
      {
        styles: Array.from(
          { length: 20_000 },
          (_, at) => `<w:style w:styleId="s${at}"><w:basedOn w:val="s${at + 1}"/></w:style>`,
        ).join(''),
        body: p(r('x'), '<w:pStyle w:val="s0"/>').repeat(2_000),
      },
    ],
    [
      'nested changes',
      {
        body: p(
          `${Array.from({ length: 100 }, (_, at) => `<w:ins w:author="a${at}">`).join('')}${r('x'.repeat(100_000))}${'</w:ins>'.repeat(100)}`,
        ),
      },
    ],
  ])(
    '%s',
    async (_, parts) => {
      expect(await fast(parts, 'markup')).toBeLessThan(10_000);
    },
    30_000,
  );
});

test('mammoth, as a second reader, finds no paragraph in the fixtures that is lost here', async () => {
  const folder = join(root, 'fixtures', 'contracts');
  const plain = (text: string) => text.replace(/\s+/g, '');
  for (const name of await readdir(folder)) {
    const bytes = await readFile(join(folder, name, 'input.docx'));
    const { value } = await mammoth.extractRawText({ buffer: bytes });
    const ours = plain((await docx.read(bytes, { view: 'proposed' })).text);
    const theirs = value
      .split('\n')
      .map(plain)
      .filter((line) => line !== '');
    expect(theirs.length).toBeGreaterThan(20);
    expect([name, theirs.filter((line) => !ours.includes(line))]).toEqual([name, []]);
  }
});
