/** From which width on contract and findings stand side by side. */
export const WIDE = '(min-width: 62em)';
