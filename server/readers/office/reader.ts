/** A reader for a word processor's format that is read as docx once LibreOffice has converted it. */
import type { Reader } from '../../model/plugin.js';
import docx from '../docx.js';
import { type Conversion, toDocx } from './converter.js';

export interface OfficeFormat extends Conversion {
  extensions: readonly string[];
  mediaType: string;
  /** By content; the name has no say. */
  recognises(bytes: Uint8Array): boolean;
  /** Throws `CheckError` for what must not reach the converter: encrypted files, containers that unpack too far. */
  examine(bytes: Uint8Array): Promise<void> | void;
}

export function officeReader({ extensions, mediaType, recognises, examine, ...conversion }: OfficeFormat): Reader {
  return {
    extensions,
    mediaType,
    recognises: (bytes) => (recognises(bytes) ? 1 : 0),
    read: async (bytes, options) => {
      await examine(bytes);
      const document = await docx.read(await toDocx(bytes, conversion), options);
      return { ...document, format: conversion.format };
    },
  };
}
