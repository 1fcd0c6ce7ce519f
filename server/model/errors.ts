/** The errors a person may see: each has a code, an HTTP status and an exit code; its wording is in `server/messages`. */

const CODES = {
  'empty-file': { status: 422, exit: 3 },
  'file-too-large': { status: 413, exit: 3 },
  'unsupported-format': { status: 415, exit: 3 },
  'encrypted-file': { status: 422, exit: 3 },
  'damaged-file': { status: 422, exit: 3 },
  'expands-too-far': { status: 422, exit: 3 },
  'converter-missing': { status: 415, exit: 3 },
  'conversion-failed': { status: 422, exit: 3 },
  'took-too-long': { status: 422, exit: 3 },
  'needs-too-much-memory': { status: 422, exit: 3 },
  'too-busy': { status: 503, exit: 3 },
  'no-text-layer': { status: 422, exit: 3 },
  'not-a-contract': { status: 422, exit: 3 },
  'unsupported-language': { status: 422, exit: 3 },
  'no-tracked-changes': { status: 422, exit: 3 },
  'languages-differ': { status: 422, exit: 3 },
  'file-not-found': { status: 404, exit: 3 },
  'missing-upload': { status: 400, exit: 2 },
  'invalid-option': { status: 400, exit: 2 },
  'not-found': { status: 404, exit: 2 },
  'too-many-requests': { status: 429, exit: 2 },
  'invalid-data': { status: 500, exit: 2 },
} as const;

export type ErrorCode = keyof typeof CODES;
export const errorCodes = Object.keys(CODES) as ErrorCode[];

/** An expected failure. `values` fill the message and never hold contract text. */
export class CheckError extends Error {
  readonly status: number;
  readonly exit: number;

  constructor(
    readonly code: ErrorCode,
    readonly values: Record<string, string | number> = {},
    options?: ErrorOptions,
  ) {
    super(`${code} ${JSON.stringify(values)}`, options);
    this.name = 'CheckError';
    this.status = CODES[code].status;
    this.exit = CODES[code].exit;
  }
}
