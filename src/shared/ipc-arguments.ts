import { z } from 'zod';
import { EXTERNAL_LINKS, type ExternalLink } from './external-links.js';
import type { CallChannel, Calls } from './ipc.js';
import { LONGEST_REPLAY_SECONDS } from './microphone-test.js';
import { isModelId } from './model-id.js';
import { modelSettingsSchema } from './model-settings-schema.js';
import { settingsChangeSchema } from './settings.js';

/** Files that can be dropped or chosen at once. */
const MAX_FILES = 1000;

const none = z.tuple([]);
const id = z.string().min(1).max(200);
const onlyId = z.tuple([id]);
/** Models are named by their ids alone: a path would make main open any file. */
const modelId = z.string().refine(isModelId, 'not the id of a model');
const onlyModelId = z.tuple([modelId]);
/** Absolute on Linux, macOS and Windows; a relative one would depend on where the app was started. */
const path = z
  .string()
  .max(4096)
  .regex(/^(\/|[A-Za-z]:[\\/]|\\\\)/, 'not an absolute path');

/** Highest rate of a microphone, Hz. */
const HIGHEST_RATE = 384_000;

const voiceRecording = z
  .object({
    samples: z
      .instanceof(Float32Array)
      .refine(({ length }) => length <= LONGEST_REPLAY_SECONDS * HIGHEST_RATE, 'too long'),
    sampleRate: z.number().int().min(8000).max(HIGHEST_RATE),
  })
  .strict();

const fileJobOptions = z
  .object({ modelId, strength: z.number().min(0).max(100) })
  .partial()
  .strict();

/** Types vanish at run time: what each call's arguments must be. An unknown property is refused. */
export const callArguments: { readonly [C in CallChannel]: z.ZodType<Parameters<Calls[C]>> } = {
  'live:status': none,
  'live:start': none,
  'live:stop': none,
  'live:devices': none,
  'live:hear': z.tuple([z.enum(['before', 'after'])]),
  'live:request-spectra': z.tuple([z.boolean()]),
  'live:request-meters': z.tuple([z.boolean()]),
  'live:fix': z.tuple([z.enum(['restore-microphone-volume', 'restore-virtual-microphone-volume'])]),
  'live:measure-microphones': none,
  'live:record': z.tuple([z.number().min(1).max(30)]),
  'models:list': none,
  'models:download': onlyModelId,
  'models:pause': onlyModelId,
  'models:cancel': onlyModelId,
  'models:verify': onlyModelId,
  'models:import': z.tuple([id, modelSettingsSchema.optional()]),
  'models:cancel-import': none,
  'models:choose': none,
  'models:remove': onlyModelId,
  'models:benchmark': onlyModelId,
  'models:replay': z.tuple([modelId, voiceRecording]),
  'recommendation:get': none,
  'recommendation:accept': none,
  'recommendation:dismiss': none,
  'recommendation:undo': none,
  'models:ask-size': onlyModelId,
  'models:licence': onlyModelId,
  'files:list': none,
  'files:hold': z.tuple([z.array(path).max(MAX_FILES)]),
  'files:choose': none,
  'files:denoise': z.tuple([z.array(id).min(1).max(MAX_FILES), fileJobOptions.optional()]),
  'files:cancel': onlyId,
  'files:remove': onlyId,
  'files:save': onlyId,
  'files:audio': z.tuple([id, z.enum(['before', 'after'])]),
  'settings:get': none,
  'settings:change': z.tuple([settingsChangeSchema]),
  'settings:shortcuts': none,
  'app:info': none,
  'app:notices': none,
  'app:dismiss-notice': onlyId,
  'app:diagnostics': none,
  'app:copy-diagnostics': none,
  'app:open-logs': none,
  'app:open-link': z.tuple([z.enum(Object.keys(EXTERNAL_LINKS) as [ExternalLink, ...ExternalLink[]])]),
  'app:quit': none,
};
