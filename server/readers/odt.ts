/** OpenDocument text: a zip file whose first entry, stored as it is, holds the format's media type. */
import { CheckError } from '../model/errors.js';
import { officeReader } from './office/reader.js';
import { unzip } from './ooxml/archive.js';

const TYPE = 'application/vnd.oasis.opendocument.text';
/** Bytes of a zip entry's header before its name; the lengths of name and extra field stand at its end. */
const HEADER = 30;

export default officeReader({
  format: 'odt',
  extensions: ['odt', 'ott'],
  mediaType: TYPE,
  filter: 'writer8',
  recognises: (bytes) => {
    const head = Buffer.from(bytes.subarray(0, 1_000));
    if (head.length < HEADER || head.readUInt32LE(0) !== 0x04034b50) return false;
    const name = HEADER + head.readUInt16LE(26);
    const content = name + head.readUInt16LE(28);
    const type = head.subarray(content, content + 100).toString('latin1');
    return head.subarray(HEADER, name).toString('latin1') === 'mimetype' && type.startsWith(TYPE);
  },
  examine: async (bytes) => {
    const { files, names } = await unzip(bytes, (name) => /^(?:content|styles|META-INF\/manifest)\.xml$/.test(name));
    const manifest = files.get('META-INF/manifest.xml');
    if (manifest && Buffer.from(manifest).includes('encryption-data')) throw new CheckError('encrypted-file');
    if (!names.includes('content.xml')) throw new CheckError('damaged-file');
  },
});
