import { z } from 'zod';
import { LANGUAGES } from '../words/languages.js';
import { DEFAULT_LIVE_SETTINGS, MAX_MICROPHONE_CHANNELS, type LiveSettings } from './live.js';
import { MAX_ANSWERS, MAX_PROFILES, type MicrophoneProfile } from './microphone-profile.js';
import { isModelId } from './model-id.js';

/** Raised when the meaning of a stored value changes. */
export const SETTINGS_VERSION = 1;

const deviceName = z.string().min(1).max(512);

const ownSettings = {
  modelId: z.string().refine(isModelId, 'not the id of a model'),
  strength: z.number().min(0).max(100),
  voiceGate: z.boolean(),
};

const profileSchema = z.object({
  microphone: deviceName,
  ...ownSettings,
  answered: z
    .array(z.object({ modelId: ownSettings.modelId, basis: z.string().max(40) }))
    .max(MAX_ANSWERS)
    .readonly()
    .default([]),
}) satisfies z.ZodType<MicrophoneProfile>;

const liveSettingsSchema = z.object({
  microphone: deviceName,
  ...ownSettings,
  channel: z.union([z.literal('loudest'), z.number().int().min(1).max(MAX_MICROPHONE_CHANNELS)]),
  bypass: z.boolean(),
  muted: z.boolean(),
  monitor: deviceName.nullable(),
  monitorTap: z.enum(['before', 'after']),
  setAsDefault: z.boolean(),
  overloadPolicy: z.enum(['lighter-model', 'bypass']),
  pauseWhenIdle: z.boolean(),
  releaseMicrophone: z.enum(['bluetooth', 'always', 'never']),
  fallBackToDefaultMicrophone: z.boolean(),
}) satisfies z.ZodType<LiveSettings>;

/** Keys as Electron calls them (an accelerator), such as `CommandOrControl+Alt+M`, or null for none. */
const accelerator = z
  .string()
  .max(100)
  .regex(/^([A-Za-z0-9]+\+)*[^\s+]+$/, 'not a key combination')
  .nullable();

const shortcutsSchema = z.object({
  /** Switches denoising on or off, from any app. */
  toggle: accelerator,
  /** Switches between the enhanced and the dry signal (bypass), from any app. */
  compare: accelerator,
  /** Mutes, or lifts it, from any app. */
  mute: accelerator,
  /** Lets a muted voice through while it is held, from any app. */
  talk: accelerator,
  /** Mutes while it is held, from any app. */
  cough: accelerator,
});

/** Schema of the settings file. */
export const settingsSchema = z.object({
  version: z.literal(SETTINGS_VERSION),
  live: liveSettingsSchema,
  /** Each microphone's own settings, the one used last first; those of the one in use are also in `live`. */
  profiles: z.array(profileSchema).max(MAX_PROFILES).readonly(),
  /** Start with the session, into the tray. */
  startAtLogin: z.boolean(),
  /** Switch denoising on when the app starts. */
  denoiseAtStart: z.boolean(),
  shortcuts: shortcutsSchema,
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', ...LANGUAGES]),
  /** The first-run steps were gone through or skipped. */
  firstRunDone: z.boolean(),
});

/** All settings of the app. */
export type Settings = z.infer<typeof settingsSchema>;

/** Settings of a new installation. */
export const DEFAULT_SETTINGS: Settings = {
  version: SETTINGS_VERSION,
  live: DEFAULT_LIVE_SETTINGS,
  profiles: [],
  startAtLogin: false,
  denoiseAtStart: false,
  shortcuts: { toggle: null, compare: null, mute: null, talk: null, cough: null },
  theme: 'system',
  language: 'system',
  firstRunDone: false,
};

/** A change of settings: only what changes is given; an unknown name is refused. Profiles follow from it. */
export const settingsChangeSchema = settingsSchema
  .omit({ version: true, profiles: true })
  .extend({ live: liveSettingsSchema.partial().strict(), shortcuts: shortcutsSchema.partial().strict() })
  .partial()
  .strict();

/** A change of the settings; what is absent stays as it is. */
export type SettingsChange = z.infer<typeof settingsChangeSchema>;

/** A change as main makes it: with the profiles that follow from it. */
export type StoredChange = SettingsChange & { readonly profiles?: Settings['profiles'] };

/** The settings after a change. */
export const withChange = (settings: Settings, change: StoredChange): Settings => ({
  ...settings,
  ...change,
  live: { ...settings.live, ...change.live },
  shortcuts: { ...settings.shortcuts, ...change.shortcuts },
});

/** A path was a model's name once: the default model takes its place, and the other settings stay. */
const storedLiveSettingsSchema = liveSettingsSchema
  .partial()
  .extend({ modelId: liveSettingsSchema.shape.modelId.catch(DEFAULT_LIVE_SETTINGS.modelId).optional() });

/** A profile that is not understood costs no other setting. */
const storedProfilesSchema = z
  .array(z.unknown())
  .catch([])
  .transform((stored) =>
    stored.flatMap((one) => profileSchema.safeParse(one).data ?? []).slice(0, MAX_PROFILES),
  );

/**
 * Settings from what was stored: what is missing gets its default, what is unknown is left out.
 *
 * @throws when a value is not what it should be or another version wrote it
 */
export const restoreSettings = (stored: unknown): Settings => {
  const { version: _version, ...change } = settingsSchema
    .extend({
      live: storedLiveSettingsSchema,
      profiles: storedProfilesSchema,
      shortcuts: shortcutsSchema.partial(),
    })
    .partial()
    .required({ version: true })
    .parse(stored);
  return withChange(DEFAULT_SETTINGS, change);
};
