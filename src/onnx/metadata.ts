import { create } from '@bufbuild/protobuf';
import { WINDOW_TYPES, type ModelSettings } from '../shared/model-spec.js';
import { StringStringEntryProtoSchema, type ModelProto } from './onnx_pb.js';

/** A model's own key-value pairs, `metadata_props`. */
export const readMetadata = (model: ModelProto): Readonly<Record<string, string>> =>
  Object.fromEntries(model.metadataProps.map(({ key, value }) => [key, value]));

/** Sets key-value pairs of a model; pairs under other keys stay. */
export function setMetadata(model: ModelProto, entries: Readonly<Record<string, string>>): void {
  const all = { ...readMetadata(model), ...entries };
  model.metadataProps = Object.entries(all).map(([key, value]) =>
    create(StringStringEntryProtoSchema, { key, value }),
  );
}

/** Metadata keys of what a graph's shapes don't say; the names are those of the reference's configs. */
const NUMBER_KEYS = {
  sampleRate: 'sampling_rate',
  nFft: 'n_fft',
  hop: 'hop_size',
  windowLength: 'win_size',
} as const;
const WINDOW_KEY = 'win_type';

/** Metadata that carries `settings`; what is undefined is left out. */
export function settingsToMetadata(settings: ModelSettings): Record<string, string> {
  const entries: Record<string, string> = {};
  for (const [setting, key] of Object.entries(NUMBER_KEYS)) {
    const value = settings[setting as keyof typeof NUMBER_KEYS];
    if (value !== undefined) entries[key] = String(value);
  }
  if (settings.window !== undefined) entries[WINDOW_KEY] = settings.window;
  return entries;
}

/** The settings that a model carries with it; values that are no whole number or known window are ignored. */
export function settingsFromMetadata(metadata: Readonly<Record<string, string>>): ModelSettings {
  const whole = (key: string): number | undefined =>
    /^[1-9]\d{0,8}$/.test(metadata[key] ?? '') ? Number(metadata[key]) : undefined;
  return {
    sampleRate: whole(NUMBER_KEYS.sampleRate),
    nFft: whole(NUMBER_KEYS.nFft),
    hop: whole(NUMBER_KEYS.hop),
    windowLength: whole(NUMBER_KEYS.windowLength),
    window: WINDOW_TYPES.find((window) => window === metadata[WINDOW_KEY]),
  };
}
