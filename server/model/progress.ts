/** How far a check has come, and how it is followed and given up from outside. */

/** In order; a check never goes back. */
export const STAGES = ['waiting', 'reading', 'segmenting', 'judging'] as const;

export type Stage = (typeof STAGES)[number];
export type OnStage = (stage: Stage) => void;

export interface Following {
  /** Told of every stage, in order and once. */
  onStage?: OnStage | undefined;
  /** Gives the check up. */
  signal?: AbortSignal | undefined;
}
