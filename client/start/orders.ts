/** What a filled-in form asks for. */
import type { CheckOptions } from '../api.js';
import type { Order } from './session.js';

export interface Form {
  kind: 'check' | 'changes' | 'versions';
  files: readonly File[];
  pasted: string;
  before: File | null;
  after: File | null;
}

export const EMPTY: Form = { kind: 'check', files: [], pasted: '', before: null, after: null };

/** Empty: something is wanting yet. `pastedName` names text that was pasted. */
export function ordersOf(form: Form, options: CheckOptions, pastedName: string): Order[] {
  const { kind, files, pasted, before, after } = form;
  if (kind === 'versions') return before && after ? [{ kind: 'compare', before, after, options }] : [];
  if (kind === 'changes') return files.map((file) => ({ kind: 'compare', before: file, after: null, options }));
  const text = pasted.trim() === '' ? [] : [new File([pasted], pastedName, { type: 'text/plain' })];
  return [...files, ...text].map((file) => ({ kind: 'check', file, options }));
}

/** Files dropped on the page: on a place of two versions, they go there; else to the first that is free. */
export function dropped(form: Form, files: readonly File[], slot: string | undefined): Form {
  if (form.kind !== 'versions') return { ...form, files: [...form.files, ...files] };
  const [first, second] = files;
  if (!first) return form;
  if (second) return { ...form, before: first, after: second };
  const place = slot === 'before' || slot === 'after' ? slot : form.before ? 'after' : 'before';
  return { ...form, [place]: first };
}
