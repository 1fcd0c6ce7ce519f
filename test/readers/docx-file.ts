/** Builds small Word files out of the XML of their parts. */
import { strToU8, zipSync } from 'fflate';

const NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
].join(' ');
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface Parts {
  body: string;
  numbering?: string;
  styles?: string;
  footnotes?: string;
  endnotes?: string;
  comments?: string;
  /** Headers and footers by the id that `w:headerReference` names. */
  headers?: Readonly<Record<string, string>>;
}

export function wordFile({ body, headers = {}, ...others }: Parts): Buffer {
  const parts: Record<string, string> = {
    '_rels/.rels': relations([['rId1', 'officeDocument', 'word/document.xml']]),
    'word/document.xml': `<w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`,
  };
  const related: [string, string, string][] = [];
  for (const [name, xml] of Object.entries(others)) {
    parts[`word/${name}.xml`] = `<w:${name} ${NAMESPACES}>${xml}</w:${name}>`;
    related.push([`rId-${name}`, name, `${name}.xml`]);
  }
  for (const [id, xml] of Object.entries(headers)) {
    parts[`word/${id}.xml`] = `<w:hdr ${NAMESPACES}>${xml}</w:hdr>`;
    related.push([id, 'header', `${id}.xml`]);
  }
  parts['word/_rels/document.xml.rels'] = relations(related);
  return zip(parts);
}

export function zip(parts: Readonly<Record<string, string>>): Buffer {
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)]))));
}

function relations(list: readonly (readonly [id: string, type: string, target: string])[]): string {
  const entries = list.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries.join('')}</Relationships>`;
}

/** A paragraph; `properties` is what its `w:pPr` holds. */
export function p(content = '', properties = ''): string {
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`;
}

export function r(text: string, properties = ''): string {
  return `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
}

export function table(...rows: readonly string[]): string {
  return `<w:tbl><w:tblPr/>${rows.join('')}</w:tbl>`;
}

export function row(cells: readonly string[], properties = ''): string {
  return `<w:tr>${properties === '' ? '' : `<w:trPr>${properties}</w:trPr>`}${cells.join('')}</w:tr>`;
}

export function cell(content: string, properties = ''): string {
  return `<w:tc>${properties === '' ? '' : `<w:tcPr>${properties}</w:tcPr>`}${content}</w:tc>`;
}

const WHO = 'w:id="1" w:author="Sato" w:date="2026-01-05T10:00:00Z"';
const OTHER = 'w:id="2" w:author="Mori" w:date="2026-01-06T09:00:00Z"';

/** The mark of a change without content, as in the properties of a paragraph's mark, a row or a cell. */
export function mark(name: 'ins' | 'del' | 'moveFrom' | 'moveTo' | 'cellIns' | 'cellDel', by = WHO): string {
  return `<w:${name} ${by}/>`;
}

export function paragraphMark(...marks: readonly string[]): string {
  return `<w:rPr>${marks.join('')}</w:rPr>`;
}

export function inserted(text: string, by = WHO): string {
  return `<w:ins ${by}>${r(text)}</w:ins>`;
}

export function deleted(text: string, by = WHO): string {
  return `<w:del ${by}><w:r><w:delText xml:space="preserve">${text}</w:delText></w:r></w:del>`;
}

/** Struck out by the second author what the first had inserted. */
export function deletedInsertion(text: string): string {
  return `<w:ins ${WHO}>${deleted(text, OTHER)}</w:ins>`;
}

export function insertedByOther(text: string): string {
  return inserted(text, OTHER);
}

export function moved(side: 'From' | 'To', text: string): string {
  return `<w:move${side} ${WHO}>${r(text)}</w:move${side}>`;
}

export function moveRange(side: 'From' | 'To', name: string, content: string, id = '7'): string {
  return `<w:move${side}RangeStart w:id="${id}" w:name="${name}"/>${content}<w:move${side}RangeEnd w:id="${id}"/>`;
}
