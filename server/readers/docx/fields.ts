/** Follows Word's fields (ECMA-376 part 1, 17.16): their results are text, their codes and page numbers are not. */
import type { XmlElement } from '../ooxml/xml.js';

const PAGES = /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES|PAGEREF)\b/i;

interface Field {
  code: string[];
  inCode: boolean;
  left: boolean;
}

export class Fields {
  private readonly open: Field[] = [];

  /** `unclosed`: begins without an end, which would swallow the rest of the document. */
  constructor(private readonly unclosed: ReadonlySet<XmlElement>) {}

  /** Whether text that stands here is shown. */
  get shown(): boolean {
    return this.hiding === 0;
  }
  private hiding = 0;

  /** Takes a `w:fldChar`. Gives what a field shows that has its words in its code. */
  mark(element: XmlElement): string {
    if (this.unclosed.has(element)) return '';
    const type = element.attributes['w:fldCharType'];
    if (type === 'begin') {
      this.open.push({ code: [], inCode: true, left: false });
      this.hiding++;
    } else if (type === 'separate') {
      const field = this.open.at(-1);
      if (!field?.inCode) return '';
      field.inCode = false;
      field.left = PAGES.test(field.code.join(''));
      if (!field.left) this.hiding--;
    } else if (type === 'end') {
      const field = this.open.pop();
      if (!field) return '';
      if (field.inCode || field.left) this.hiding--;
      if (field.inCode && this.shown) return shownByCode(field.code.join(''));
    }
    return '';
  }

  code(text: string): void {
    this.open.at(-1)?.code.push(text);
  }
}

export function isPageNumber(code: string): boolean {
  return PAGES.test(code);
}

/** The begins of fields that no end closes, in a whole part. */
export function unclosedFields(part: XmlElement): Set<XmlElement> {
  const open: XmlElement[] = [];
  const stack: XmlElement[] = [part];
  while (stack.length > 0) {
    const element = stack.pop()!;
    if (element.name === 'w:fldChar') {
      if (element.attributes['w:fldCharType'] === 'begin') open.push(element);
      else if (element.attributes['w:fldCharType'] === 'end') open.pop();
    }
    for (let at = element.children.length - 1; at >= 0; at--) {
      const child = element.children[at]!;
      if (typeof child !== 'string') stack.push(child);
    }
  }
  return new Set(open);
}

/** A button shows the words after its macro's name; an overstrike (enclosed characters) its arguments one on the other. */
function shownByCode(code: string): string {
  const button = /^\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s+(\S.*)$/is.exec(code.slice(0, 1_000));
  if (button) return button[1]!.trimEnd();
  const overstrike = /^\s*EQ\s+\\o(?:\\a[clr])?\s*\(([^()]{0,100})\)\s*$/i.exec(code.slice(0, 200));
  return overstrike ? overstrike[1]!.split(',').map(letters).join('') : '';
}

/** The ring around an enclosed character is no letter. */
function letters(argument: string): string {
  return argument.replace(/[\s\u25cb\u25ef\u25a1\u25b3\u25c7]/g, '');
}
