import { z } from 'zod';
import { MODEL_LIMITS, type Range } from './model-limits.js';
import { CONTRACT_IDS, WINDOW_TYPES } from './model-spec.js';

const within = ({ min, max }: Range) => z.number().int().min(min).max(max);

/** `ModelSettings`, wherever they come from outside: a model's manifest, or the window. */
export const modelSettingsSchema = z.strictObject({
  contract: z.enum(CONTRACT_IDS).optional(),
  sampleRate: within(MODEL_LIMITS.sampleRate).optional(),
  nFft: within(MODEL_LIMITS.nFft).optional(),
  hop: within(MODEL_LIMITS.hop).optional(),
  windowLength: within(MODEL_LIMITS.windowLength).optional(),
  window: z.enum(WINDOW_TYPES).optional(),
});
