import type { ModelSpec } from './model-spec.js';

/** A range of whole numbers, both ends included. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/**
 * Limits of a streaming model: far beyond every known one, and far below what would stop a computer. Rates
 * of speech and music hardware are 8 to 192 kHz.
 */
export const MODEL_LIMITS = {
  sampleRate: { min: 8_000, max: 192_000 },
  nFft: { min: 16, max: 16_384 },
  hop: { min: 8, max: 16_384 },
  windowLength: { min: 8, max: 16_384 },
} as const satisfies Partial<Record<keyof ModelSpec, Range>>;

/** Longest hop in milliseconds: beyond it a conversation is not possible. */
export const MAX_HOP_MS = 250;
/** Shortest hop in milliseconds: below it the calls alone keep a processor busy. */
export const MIN_HOP_MS = 0.5;
/** Values in all states of a graph; DPDFNet, the largest known, has 56,436. */
export const MAX_STATE_VALUES = 4 * 2 ** 20;
/** States of a graph; the largest known has 42. */
export const MAX_STATES = 512;
