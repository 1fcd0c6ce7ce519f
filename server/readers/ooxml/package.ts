/** Finds the parts of an Office package by their relationships, not by their customary names. */
import { childrenOf, parseXml, type XmlElement } from './xml.js';

export interface Relation {
  id: string;
  /** Last word of the relationship's type: `officeDocument`, `styles`, `header` … */
  type: string;
  /** Name of the part in the package. */
  target: string;
}

export interface OfficePackage {
  /** The part of that name as a tree; null if there is none. Throws `CheckError` if it is damaged. */
  part(name: string): XmlElement | null;
  /** What a part (the package itself: empty name) relates to inside the package. */
  relations(name: string): readonly Relation[];
}

export function officePackage(files: ReadonlyMap<string, Uint8Array>): OfficePackage {
  const part = (name: string): XmlElement | null => {
    const bytes = files.get(name);
    return bytes ? parseXml(decoded(bytes)) : null;
  };
  return {
    part,
    relations: (name) => {
      const cut = name.lastIndexOf('/') + 1;
      const folder = name.slice(0, cut);
      const root = part(`${folder}_rels/${name.slice(cut)}.rels`);
      return childrenOf(root ?? undefined, 'Relationship').flatMap(({ attributes }) => {
        const { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode } = attributes;
        return mode === 'External' ? [] : [{ id, type: type.split('/').at(-1)!, target: resolved(folder, target) }];
      });
    },
  };
}

function resolved(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const path: string[] = [];
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.' && step !== '') path.push(step);
  }
  return path.join('/');
}

/** Parts are UTF-8 or, with a byte order mark, UTF-16 (ECMA-376 part 2, 10.1.2). */
function decoded(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
