/** What went wrong, as RFC 9457 problem details. */
import { MulterError } from 'multer';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { limits } from '../config.js';
import { message } from '../messages/message.js';
import { CheckError } from '../model/errors.js';
import type { Problem } from './schemas.js';

/** A bug is 500 with no detail, its stack in the log. */
export function problemOf(error: unknown, language: string, log: Logger): z.infer<typeof Problem> {
  const known = asCheckError(error);
  if (!known) log.error({ err: error instanceof Error ? { name: error.name, stack: error.stack } : String(error) });
  const code = known?.code ?? 'internal';
  const values = known?.values ?? {};
  return {
    type: `urn:contract-check:${code}`,
    title: code,
    status: known?.status ?? 500,
    detail: message(language, `error.${code}`, values),
    code,
    values,
  };
}

function asCheckError(error: unknown): CheckError | null {
  if (error instanceof CheckError) return error;
  if (error instanceof MulterError) {
    if (error.code === 'LIMIT_FILE_SIZE')
      return new CheckError('file-too-large', { limit: Math.round(limits.fileBytes / 1024 / 1024) });
    if (error.code === 'LIMIT_FIELD_VALUE' && error.field === 'text')
      return new CheckError('file-too-large', { limit: Math.round(limits.pastedBytes / 1024 / 1024) });
    return new CheckError('invalid-option', { option: error.field ?? 'file', value: '' });
  }
  const status = (error as { status?: unknown } | null)?.status;
  if (status === 404) return new CheckError('not-found');
  if (error instanceof Error && /multipart|boundary|unexpected end of form/i.test(error.message))
    return new CheckError('missing-upload');
  return null;
}
