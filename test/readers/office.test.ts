import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { strToU8, zipSync } from 'fflate';
import { createEngine } from '../../server/engine.js';
import doc from '../../server/readers/doc.js';
import docx from '../../server/readers/docx.js';
import odt from '../../server/readers/odt.js';
import { findOffice } from '../../server/readers/office/converter.js';
import rtf from '../../server/readers/rtf.js';

const office = await findOffice();
if (!office) {
  // In a build this must be said on purpose (.ci/run does), so that a lost LibreOffice is not taken for a pass.
  if (process.env.CI === 'true' && !process.env.WITHOUT_LIBREOFFICE)
    throw new Error('No LibreOffice: install it or set WITHOUT_LIBREOFFICE=1');
  process.stderr.write('office.test.ts: LibreOffice is not installed; the conversions were not tested.\n');
}
const converting = office ? test : test.skip;

const RTF = Buffer.from(
  [
    '{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times;}}{\\*\\revtbl{Unknown;}{Ann;}}',
    '\\pard Supply Agreement between Elm Bakery ("Customer") and Tarn Software ("Vendor").\\par',
    '1. Fees. Customer shall pay {\\revised\\revauth1 all }{\\deleted\\revauthdel1 some }fees.\\par',
    '2. Data. Vendor shall not disclose \\u31192?\\u23494? Customer Data.\\par}',
  ].join('\n'),
);

const view = 'proposed' as const;
const lines = (text: string) => text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
const PROPOSED = [
  'Supply Agreement between Elm Bakery ("Customer") and Tarn Software ("Vendor").',
  '1. Fees. Customer shall pay all fees.',
  '2. Data. Vendor shall not disclose 秘密 Customer Data.',
];

describe('recognised by content, whatever the name', () => {
  const zip = (type: string) => zipSync({ mimetype: [strToU8(type), { level: 0 }], 'content.xml': strToU8('<a/>') });

  test('rtf', async () => {
    expect(await rtf.recognises(RTF, 'txt')).toBe(1);
    expect(await rtf.recognises(Buffer.from('\ufeff{\\rtf1 }'), '')).toBe(1);
    expect(await rtf.recognises(Buffer.from('Plain {\\rtf1 }'), 'rtf')).toBe(0);
  });

  test('odt, and no other OpenDocument', async () => {
    expect(await odt.recognises(zip('application/vnd.oasis.opendocument.text'), 'docx')).toBe(1);
    expect(await odt.recognises(zip('application/vnd.oasis.opendocument.spreadsheet'), 'odt')).toBe(0);
    expect(await odt.recognises(zipSync({ 'a/mimetype': strToU8('x') }), 'odt')).toBe(0);
    expect(await odt.recognises(Buffer.from('PK\u0003\u0004'), 'odt')).toBe(0);
  });

  test('an OLE file without a Word stream is not a doc, however it is damaged', async () => {
    const head = Buffer.alloc(2048, 0xff);
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(head);
    head.writeUInt16LE(9, 30);
    for (const start of [0, 1, 2, 0xfffffffe]) {
      head.writeUInt32LE(start, 48);
      head.writeUInt32LE(start, 68);
      head.writeUInt32LE(0, 512);
      expect(await doc.recognises(head, 'doc')).toBe(0);
    }
    expect(await doc.recognises(head.subarray(0, 40), 'doc')).toBe(0);
  });

  test('an encrypted odt is refused before anything is started', async () => {
    const manifest = '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>';
    const bytes = zipSync({
      mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
      'content.xml': strToU8('noise'),
      'META-INF/manifest.xml': strToU8(manifest),
    });
    await expect(odt.read(bytes, { view })).rejects.toMatchObject({ code: 'encrypted-file' });
  });
});

test('without LibreOffice one coded error says what to install', async () => {
  const before = process.env.SOFFICE;
  process.env.SOFFICE = '/nowhere/soffice';
  try {
    await expect(rtf.read(RTF, { view })).rejects.toMatchObject({
      code: 'converter-missing',
      status: 415,
      exit: 3,
      values: { format: 'rtf' },
    });
  } finally {
    if (before === undefined) delete process.env.SOFFICE;
    else process.env.SOFFICE = before;
  }
});

converting(
  'rtf keeps its tracked changes, under any name; nothing stays behind',
  async () => {
    const engine = await createEngine();
    // A temporary folder of this test's own: others convert at the same time.
    const [before, own] = [process.env.TMPDIR, await mkdtemp(join(tmpdir(), 'office-test-'))];
    process.env.TMPDIR = own;
    const options = { model: 'auto', side: 'user', language: 'en', view } as const;
    const report = await engine.check({ bytes: RTF, name: '$(touch x);--help.txt' }, options).finally(() => {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    });
    expect(report.document.format).toBe('rtf');
    expect(lines(report.text!)).toEqual(PROPOSED);
    expect(report.clauses.map(({ label }) => label)).toEqual(['1', '2']);
    expect(await readdir(own)).toEqual([]);
    await rm(own, { recursive: true });
  },
  120_000,
);

converting(
  'doc: tracked changes in both views; an encrypted one is refused',
  async () => {
    const bytes = await saved(RTF, 'rtf', 'doc:MS Word 97');
    expect(await doc.recognises(bytes, 'txt')).toBe(1);
    expect(await docx.recognises(bytes, 'doc')).toBe(0);
    const document = await doc.read(bytes, { view: 'original' });
    expect(document).toMatchObject({ format: 'doc', view: 'original', revised: true });
    expect(lines(document.text)).toEqual(PROPOSED.map((line) => line.replace('pay all', 'pay some')));
    const locked = Buffer.from(bytes);
    locked[locked.indexOf(Buffer.from('eca5', 'hex')) + 11]! |= 1;
    await expect(doc.read(locked, { view })).rejects.toMatchObject({ code: 'encrypted-file' });
  },
  120_000,
);

converting(
  'odt: tracked changes kept; links to the network and to other files are not followed',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'odt-test-'));
    let asked = 0;
    const server = createServer((_, response) => {
      asked++;
      response.end('<html><body><p>fetched</p></body></html>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      await writeFile(join(folder, 'secret.txt'), 'TOPSECRET');
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const document = await odt.read(openDocument(address, `file://${folder}/secret.txt`), { view });
      expect(document.format).toBe('odt');
      expect(document.revised).toBe(true);
      expect(document.text).toContain('1. Fees. Customer shall pay all fees.');
      expect(document.text).not.toContain('some');
      expect(document.text).not.toMatch(/TOPSECRET|fetched/);
      expect(asked).toBe(0);
    } finally {
      server.close();
      await rm(folder, { recursive: true });
    }
  },
  120_000,
);

converting(
  'what LibreOffice cannot open is one coded error',
  async () => {
    const bytes = zipSync({
      mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
      'content.xml': strToU8('<office:document-content'),
    });
    await expect(odt.read(bytes, { view })).rejects.toMatchObject({ code: 'conversion-failed', status: 422 });
  },
  120_000,
);

async function saved(bytes: Uint8Array, extension: string, filter: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'office-test-'));
  try {
    await writeFile(join(folder, `in.${extension}`), bytes);
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const args = [profile, '--headless', '--convert-to', filter, '--outdir', folder, join(folder, `in.${extension}`)];
    await promisify(execFile)(office!, args);
    return await readFile(join(folder, `in.${filter.split(':')[0]}`));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A tracked insertion and deletion, a linked picture, and two linked sections. */
function openDocument(address: string, file: string): Uint8Array {
  const names = ['office', 'text', 'draw', 'svg']
    .map((name) => {
      const space = { office: 'office', text: 'text', draw: 'drawing', svg: 'svg-compatible' }[name];
      return `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${space}:1.0"`;
    })
    .join(' ');
  const info =
    '<office:change-info><dc:creator>Ann</dc:creator><dc:date>2026-01-02T03:04:05</dc:date></office:change-info>';
  const link = (name: string, href: string) =>
    `<text:section text:name="${name}"><text:section-source xlink:type="simple" xlink:href="${href}"/><text:p>x</text:p></text:section>`;
  const content = `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${names} xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"><office:body><office:text><text:tracked-changes><text:changed-region text:id="a"><text:insertion>${info}</text:insertion></text:changed-region><text:changed-region text:id="b"><text:deletion>${info}<text:p>some </text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>1. Fees. Customer shall pay <text:change-start text:change-id="a"/>all <text:change-end text:change-id="a"/><text:change text:change-id="b"/>fees.</text:p><text:p><draw:frame svg:width="1cm" svg:height="1cm"><draw:image xlink:href="${address}/a.png"/></draw:frame></text:p>${link('One', `${address}/a.html`)}${link('Two', file)}</office:text></office:body></office:document-content>`;
  const manifest =
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>';
  return zipSync({
    mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
    'content.xml': strToU8(content),
    'META-INF/manifest.xml': strToU8(manifest),
  });
}
