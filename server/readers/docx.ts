/** Word: mammoth reads body and tables, after numbers, tracked changes and fields have been settled in the file's XML. */
import { zipSync } from 'fflate';
import mammoth from 'mammoth';
import type { Notice } from '../model/document.js';
import { CheckError } from '../model/errors.js';
import type { Reader } from '../model/plugin.js';
import { numbering } from './docx/numbering.js';
import { NUMBER_MARK, prepare } from './docx/prepare.js';
import { unzip } from './ooxml/archive.js';
import { child, childrenOf, parseXml, textOf, writeXml } from './ooxml/xml.js';
import { PLAIN } from './shared/blocks.js';
import { htmlBlocks } from './shared/html-blocks.js';

const BODY = 'word/document.xml';
/** Header of an OLE file: an encrypted docx, or one of Word's older formats. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const decoder = new TextDecoder();

const docx: Reader = {
  extensions: ['docx', 'docm'],
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  recognises: (bytes, extension) => {
    if (startsWith(bytes, OLE)) return isEncrypted(bytes) ? 0.9 : 0;
    if (!startsWith(bytes, [0x50, 0x4b, 3, 4])) return 0;
    return Buffer.from(bytes).includes('word/') ? 1 : docx.extensions.includes(extension) ? 0.5 : 0;
  },
  read: async (bytes, { view }) => {
    if (startsWith(bytes, OLE)) throw new CheckError('encrypted-file');
    const { files, names } = await unzip(bytes, needed);
    const source = files.get(BODY);
    if (!source) throw new CheckError(names.length === 0 ? 'damaged-file' : 'unsupported-format', { formats: 'docx' });
    const part = (name: string) => {
      const found = files.get(name);
      return found ? parseXml(decoder.decode(found)) : null;
    };
    const document = part(BODY)!;
    const body = child(document, 'w:body');
    if (!body) throw new CheckError('damaged-file');
    const seen = prepare(body, view, numbering(part('word/numbering.xml'), part('word/styles.xml')));
    files.set(BODY, Buffer.from(writeXml(document)));
    const html = await toHtml(zipSync(Object.fromEntries(files), { level: 0 }));
    const { text, blocks } = htmlBlocks(html, { skip: new Set(['img']), hidden: isNoteLink, numberMark: NUMBER_MARK });
    if (text.trim() === '') throw new CheckError('empty-file');
    const comments = childrenOf(part('word/comments.xml') ?? undefined, 'w:comment').length;
    const notes = blocks.filter(({ kind }) => kind === 'note').length;
    const running = [...files.keys()]
      .filter((name) => /^word\/(?:header|footer)\d*\.xml$/.test(name))
      .flatMap((name) => childrenOf(part(name) ?? undefined, 'w:p').filter((line) => /\p{L}{2}/u.test(textOf(line))));
    const revised = seen.insertions + seen.deletions > 0;
    const notices: (Notice | false)[] = [
      revised && {
        code: 'tracked-changes-resolved',
        values: { insertions: seen.insertions, deletions: seen.deletions },
      },
      seen.images > 0 && { code: 'image-not-read', values: { count: seen.images } },
      seen.objects > 0 && { code: 'object-not-read', values: { count: seen.objects } },
      running.length > 0 && { code: 'header-footer-removed', values: { count: running.length } },
      comments > 0 && { code: 'comments-left-out', values: { count: comments } },
      seen.hidden > 0 && { code: 'hidden-text', values: { count: seen.hidden } },
      notes > 0 && { code: 'footnotes-at-end', values: { count: notes } },
      names.some((name) => name.endsWith('vbaProject.bin')) && { code: 'macros-ignored' },
    ];
    return {
      ...PLAIN,
      format: 'docx',
      view,
      revised,
      text,
      blocks,
      notices: notices.filter((notice) => notice !== false),
    };
  },
};
export default docx;

/** Pictures, fonts and embedded files are not inflated. */
function needed(name: string): boolean {
  return /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/[^/]+\.xml|word\/_rels\/document\.xml\.rels)$/.test(name);
}

async function toHtml(bytes: Uint8Array): Promise<string> {
  try {
    const options = { ignoreEmptyParagraphs: true, convertImage: mammoth.images.imgElement(async () => ({ src: '' })) };
    return (await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, options)).value;
  } catch (cause) {
    throw new CheckError('damaged-file', {}, { cause });
  }
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, index) => bytes[index] === byte);
}

/** An encrypted package names its stream in UTF-16. */
function isEncrypted(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));
}

/** Marks of footnotes in the text, and the arrows that lead back to them. */
function isNoteLink({ id = '', href = '' }: Readonly<Record<string, string>>): boolean {
  return /^(?:foot|end)note-ref-/.test(id) || /^#(?:foot|end)note-ref-/.test(href);
}
