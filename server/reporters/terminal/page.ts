/** A page of text for a terminal: wrapped lines, indents, marks by symbol and word, colour only as an addition. */
import { styleText } from 'node:util';
import stringWidth from 'string-width';
import type { Finding, PathStation, Status } from '../../model/report.js';
import { plain } from '../view/inert.js';
import type { Words } from '../view/view.js';
import { wrap } from '../view/wrap.js';

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan';
export type Paint = (style: Style, text: string) => string;

export function painting(color: boolean): Paint {
  return color ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text;
}

const WIDTH = 96;
const STYLES: Record<Status, Style> = { met: 'green', weak: 'yellow', missing: 'red', unread: 'red', na: 'dim' };

export class Page {
  private readonly lines: string[] = [];

  constructor(
    private readonly paint: Paint,
    readonly say: Words,
  ) {}

  /** Text wrapped at the page's width; `indent` columns on every line, `hang` more from the second on. */
  write(text: string, hang = 0, indent = 0, style?: Style): void {
    const rows = wrap(text, WIDTH - indent - hang);
    for (const [index, row] of rows.entries()) {
      const painted = style ? this.paint(style, row) : row;
      this.lines.push(' '.repeat(indent + (index === 0 ? 0 : hang)) + painted);
    }
  }

  /** A finding's or station's line: symbol, id, title, status, tilt; never wrapped inside the mark. */
  point({ status, tilt }: Pick<Finding | PathStation, 'status' | 'tilt'>, title: string, indent = 0, extra = ''): void {
    const mark = this.paint(STYLES[status], this.say(`symbol.${status}`));
    const tail = [
      this.paint(STYLES[status], this.say(`status.${status}`)),
      ...(tilt === 'none' ? [] : [this.paint('bold', this.say(`tilt.${tilt}`))]),
      ...(extra ? [extra] : []),
    ].join(' / ');
    const [first, ...rest] = wrap(plain(title), WIDTH - indent - 40);
    this.lines.push(`${' '.repeat(indent)}${mark} ${first}  [${tail}]`);
    for (const row of rest) this.lines.push(' '.repeat(indent + 3) + row);
  }

  heading(text: string): void {
    this.blank();
    this.lines.push(this.paint('bold', text), '─'.repeat(Math.min(WIDTH, stringWidth(text))));
  }

  blank(): void {
    if (this.lines.at(-1) !== '') this.lines.push('');
  }

  text(): string {
    return `${this.lines.join('\n')}\n`;
  }
}
