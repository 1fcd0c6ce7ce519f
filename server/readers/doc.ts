/** Word 97 to 2003 (and 6, 95): an OLE file whose stream `WordDocument` opens with the header of a Word file ([MS-DOC] FibBase). */
import { CheckError } from '../model/errors.js';
import { oleStream } from './office/ole.js';
import { officeReader } from './office/reader.js';

/** Byte 11 of the header holds, in its lowest bit, whether the file is encrypted or obfuscated. */
const FLAGS = 11;

export default officeReader({
  format: 'doc',
  extensions: ['doc'],
  mediaType: 'application/msword',
  filter: 'MS Word 97',
  recognises: (bytes) => oleStream(bytes, 'WordDocument', 12) !== null,
  examine: (bytes) => {
    const head = oleStream(bytes, 'WordDocument', 12);
    if (!head || head.length < 12) throw new CheckError('damaged-file');
    if ((head[FLAGS]! & 1) === 1) throw new CheckError('encrypted-file');
  },
});
