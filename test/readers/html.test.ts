import html from '../../server/readers/html.js';

const read = (page: string) => html.read(Buffer.from(page), { view: 'proposed' });
const lines = async (page: string) => (await read(page)).text.split('\n');
const body = (content: string) => lines(`<!doctype html><html><body>${content}</body></html>`);

const CLAUSES = [
  ['1. Service', 'We run a transcription service for recordings that you upload, and you decide which ones.'],
  ['2. Your recordings', 'We shall not use your recordings to train models, and we shall delete them after 30 days.'],
  ['3. Cookies', 'We set only those cookies that are needed to keep you signed in while you use the service.'],
  ['4. Liability', 'Neither party is liable for more than the fees paid in the twelve months before the claim.'],
] as const;
const LINES = CLAUSES.flat();

describe('what stands around the text is left out, every clause is kept', () => {
  test('a page built by script: unnamed parts, hashed classes, no semantic elements', async () => {
    const clauses = CLAUSES.map(
      ([title, text]) =>
        `<div class="css-9k2"><div class="css-1h" role="heading">${title}</div><div class="css-2p"><span>${text}</span></div></div>`,
    ).join('');
    const links = (...names: string[]) =>
      names.map((name) => `<div class="css-l"><a href="/x">${name}</a></div>`).join('');
    const page = `<!doctype html><html><head><title>Terms</title></head><body>
      <div id="root"><div class="css-top"><a href="#content">Skip to content</a>
        <div class="css-nav">${links('Product', 'Pricing', 'Developers', 'Sign in')}</div>
        <div class="css-hero"><h1>Terms of Service</h1><p>Last updated 4 May 2026</p></div>
        <div class="css-body"><div class="css-toc">${links('Service', 'Your recordings', 'Cookies', 'Liability')}</div>
          <div class="css-text">${clauses}</div></div>
        <div class="css-rel"><div>You may also like</div>${links('Security overview', 'Status page', 'Privacy at a glance')}</div>
        <div class="css-end"><div>Fernhill Audio Ltd, Bristol</div>${links('About', 'Jobs', 'Press')}<div>© 2026 Fernhill Audio Ltd. All rights reserved.</div></div>
      </div>
      <div id="cookie-banner"><p>We use cookies to improve our site. You can change this at any time.</p><button>Accept</button></div>
      </div><script>window.x = "1. Service"</script></body></html>`;
    const document = await read(page);
    expect(document.text.split('\n')).toEqual(['Terms of Service', 'Last updated 4 May 2026', ...LINES]);
    expect(document.notices.map(({ code }) => code)).toEqual(['page-parts-left-out']);
  });

  test('a page laid out with tables inside a form', async () => {
    const clauses = CLAUSES.map(([title, text]) => `<b>${title}</b><br>${text}<br><br>`).join('\n');
    const page = `<html><body bgcolor="#ffffff"><form method="post"><table width="100%"><tr><td colspan="2"><img src="logo.gif" alt="">
      <a href="/">Home</a> | <a href="/shop">Shop</a> | <a href="/help">Help</a> | <a href="/contact">Contact</a></td></tr>
      <tr><td width="150" valign="top"><table><tr><td><a href="/a">Catalogue</a></td></tr><tr><td><a href="/b">Orders</a></td></tr>
      <tr><td><a href="/c">Returns</a></td></tr></table></td>
      <td valign="top"><font size="+2"><b>Terms of Service</b></font><br>${clauses}
      <table border="1"><tr><th>Plan</th><th>Fee</th></tr><tr><td>Basic</td><td>EUR 10</td></tr></table></td></tr>
      <tr><td colspan="2" align="center"><font size="1">Copyright 2026 Fernhill Audio Ltd.</font></td></tr></table></form></body></html>`;
    const document = await read(page);
    expect(document.text.split('\n')).toEqual(['Terms of Service', ...LINES, 'Plan\tFee', 'Basic\tEUR 10']);
    const cells = document.blocks.filter(({ kind }) => kind === 'cell').map(({ table }) => [table!.row, table!.column]);
    expect(cells).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
  });

  test('a plain page loses nothing', async () => {
    const clauses = CLAUSES.map(([title, text]) => `<h2>${title}</h2><p>${text}</p>`).join('');
    const list =
      '<ul><li><a href="/p">Privacy notice</a></li><li><a href="/s">Sub-processors</a></li><li><a href="/d">Data sheet</a></li></ul>';
    const page = `<title>T</title><h1>Terms of Service</h1>${clauses}<p>These documents are part of the terms:</p>${list}<p>Signed by both.</p>`;
    const document = await read(page);
    expect(document.text.split('\n')).toEqual([
      'Terms of Service',
      ...LINES,
      'These documents are part of the terms:',
      '• Privacy notice',
      '• Sub-processors',
      '• Data sheet',
      'Signed by both.',
    ]);
    expect(document.notices).toEqual([]);
    expect(document.blocks.filter(({ kind }) => kind === 'heading').map(({ level }) => level)).toEqual([1, 2, 2, 2, 2]);
  });

  test('semantic elements, roles and names; a section about cookies and a header with the title stay', async () => {
    const page = `<header><nav><a href="/">Home</a></nav></header><div role="navigation"><a href="/">A</a></div>
      <main><header><h1>Terms</h1></header><nav><a href="#1">1. Service</a></nav>
      ${CLAUSES.map(([title, text]) => `<section id="${title.split(' ')[1]!.toLowerCase()}"><h2>${title}</h2><p>${text}</p></section>`).join('')}
      <div class="relatedLinks"><h3>Related</h3><a href="/x">Privacy</a> <a href="/y">Security</a></div></main>
      <aside><p>Subscribe to our news and never miss a thing again, it is free of charge for everyone.</p></aside>
      <div class="onetrust-consent-sdk"><p>We value your privacy.</p><a href="#">Settings</a></div>
      <footer><p>Fernhill Audio Ltd, Bristol.</p></footer>`;
    expect(await body(page)).toEqual(['Terms', ...LINES]);
  });

  test('clauses survive in places that look like chrome', async () => {
    const [first, ...rest] = CLAUSES.map(([title, text]) => `<h2>${title}</h2><p>${text}</p>`);
    const numbered = '5. The vendor shall keep logs for one year and show them to the customer on request.';
    expect(await body(`<main><p>Loading</p></main><div class="content">${first}${rest.join('')}</div>`)).toEqual(
      expect.arrayContaining(LINES),
    );
    expect(await body(`<main>${first}${rest.join('')}</main><footer><p>${numbered}</p></footer>`)).toContain(numbered);
    expect(await body(`<article>${first}</article><article>${rest.join('')}</article>`)).toEqual(LINES);
    const intro = '<div><h1>Terms</h1></div><div><p>Between you and us.</p></div>';
    expect(
      (await body(`${intro}<div>${first}${rest.join('')}</div><div>All rights reserved.</div>`)).slice(0, 3),
    ).toEqual(['Terms', 'Between you and us.', LINES[0]]);
    expect(await body(`<div class="sidebar-layout"><div>${first}${rest.join('')}</div></div>`)).toEqual(LINES);
  });

  test('hidden text is out and said to be; what unfolds is in', async () => {
    const shown = '<p>The customer owns all recordings.</p>';
    const hidden =
      '<p hidden>one</p><p aria-hidden="true">two</p><p style="color:red; display: none">three</p><dialog>four</dialog>';
    const folds =
      '<details><summary>2. Deletion</summary><p>Recordings are deleted.</p></details><div hidden="until-found">Until found.</div>';
    const document = await read(`<html><body><h2>1. Rights</h2>${shown}${hidden}${folds}</body></html>`);
    expect(document.text.split('\n')).toEqual([
      '1. Rights',
      'The customer owns all recordings.',
      '2. Deletion',
      'Recordings are deleted.',
      'Until found.',
    ]);
    expect(document.blocks[2]).toMatchObject({ kind: 'heading', level: 3 });
    expect(document.notices).toEqual([{ code: 'hidden-text-left-out', values: { count: 15 } }]);
  });
});

describe('lists get the numbers that a browser shows', () => {
  test.each([
    ['<ol start="3"><li>x<li>y</ol>', ['3. x', '4. y']],
    ['<ol type="a"><li>x<li value="27">y</ol>', ['(a) x', '(aa) y']],
    ['<ol type="i" start="4"><li>x<li>y</ol>', ['(iv) x', '(v) y']],
    ['<ol type="I"><li>x<li>y</ol>', ['I. x', 'II. y']],
    ['<ol reversed><li>x<li>y<li>z</ol>', ['3. x', '2. y', '1. z']],
    ['<ol><li><p>x</p><ol type="a"><li>y</ol><ul><li>z</ul><li>w</ol>', ['1. x', '(a) y', '• z', '2. w']],
    ['<ol><li><ol type="a"><li>x<li>y</ol></ol>', ['1. (a) x', '(b) y']],
    ['<ol style="list-style:none"><li>1.1 x<li>1.2 y</ol>', ['1.1 x', '1.2 y']],
    ['<ol><li>第1条 x<li>第2条 y</ol>', ['第1条 x', '第2条 y']],
    ['<ol><li>30 days<li>60 days</ol>', ['1. 30 days', '2. 60 days']],
  ])('%s', async (list, expected) => {
    expect(await body(list)).toEqual(expected);
  });

  test('definition lists are rows; numbered ones are text', async () => {
    expect(await body('<dl><dt>Fee<dd>what is paid<dd>each month<dt>Term<dd>one year</dl>')).toEqual([
      'Fee\twhat is paid',
      'each month',
      'Term\tone year',
    ]);
    expect(await body('<dl><dt>1. Fee<dd>what is paid</dl>')).toEqual(['1. Fee', 'what is paid']);
  });

  test('preformatted lines broken at one width are paragraphs again', async () => {
    const line = 'the vendor keeps the records of the customer in one place and shows';
    const text = `1. Records\n${Array(12).fill(line).join('\n')}\nthem on request.\n\n2. Fees\n`;
    const found = await body(`<pre>${text}</pre>`);
    expect(found).toHaveLength(3);
    expect(found[1]).toBe(`${Array(12).fill(line).join(' ')} them on request.`);
  });
});

test('a page without its frame is still a page, a text with an angle bracket is not', async () => {
  expect(await html.recognises(Buffer.from('<h1>Terms</h1>'), 'txt')).toBeGreaterThan(0.6);
  expect(await html.recognises(Buffer.from('a < b'), 'txt')).toBe(0);
});

test('hostile nesting and width are refused or read in linear time', async () => {
  await expect(read(`<html>${'<div>'.repeat(100_000)}x`)).rejects.toMatchObject({ code: 'expands-too-far' });
  const started = performance.now();
  await read(`<html>${'<b>'.repeat(300)}${'<div class="nav"><a href=x>x</a></div>'.repeat(20_000)}<p>One sentence.`);
  await read(`<html>${'<table><tr><td>'.repeat(100)}${'<p>One sentence.'.repeat(20_000)}`);
  await read(`<html><ol>${'<li>x'.repeat(50_000)}`);
  expect(performance.now() - started).toBeLessThan(15_000);
}, 60_000);
