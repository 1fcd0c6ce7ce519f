/** Which procurement model two answers speak for. */
import type { Model } from '../../server/model/report.js';

/** Is the AI built or adapted for you? */
export const BUILT = ['no', 'yes', 'unknown'] as const;
/** Does the vendor train or tune a model for you with your data? */
export const TRAINED = ['no', 'tuned', 'new', 'unknown'] as const;

export type Built = (typeof BUILT)[number];
export type Trained = (typeof TRAINED)[number];

/** A model of one's own is development; anything else that is made for one customer is customising. `auto`: too little is known. */
export function modelFor(built: Built, trained: Trained): Model | 'auto' {
  if (trained === 'new') return 'N';
  if (built === 'yes' || trained === 'tuned') return 'C';
  return built === 'no' ? 'G' : 'auto';
}
