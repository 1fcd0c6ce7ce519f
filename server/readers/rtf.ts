/** Rich Text Format: known by the control word with which every such file opens. */
import { officeReader } from './office/reader.js';

export default officeReader({
  format: 'rtf',
  extensions: ['rtf'],
  mediaType: 'application/rtf',
  filter: 'Rich Text Format',
  recognises: (bytes) => /^(?:\xef\xbb\xbf)?\s*\{\\rtf/.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1')),
  examine: () => {},
});
