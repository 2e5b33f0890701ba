import { parse } from 'yaml';
import { z } from 'zod';
import { onDisk } from '../../files/file-errors.js';
import { openRegularFile } from '../../files/regular-file.js';
import { messageOf, UserError } from '../../shared/user-error.js';
import { words } from '../../words/words.js';

/** The part of a training run's config that describes the network. */
export interface TrainingConfig {
  /** Name of the network's family, as `fastenhancer.default`. */
  readonly model: string;
  /** Its options, not yet checked: every family has its own. */
  readonly kwargs: unknown;
  /** Sample rate in Hz. */
  readonly sampleRate: number;
}

const MAX_CONFIG_BYTES = 2 ** 20;

/** Other sections say how the network was trained. */
const configSchema = z.looseObject({
  model: z.string(),
  model_kwargs: z.record(z.string(), z.unknown()),
  data: z.looseObject({ sampling_rate: z.int().min(8000).max(192_000) }),
});

/**
 * Reads a training run's config, YAML or JSON.
 *
 * @param overrides each `KEY=VALUE`, KEY with dots as in `model_kwargs.hop_size=160`, VALUE as YAML
 * @throws UserError that names the key or value that is not known
 */
export async function readConfigFile(
  file: string,
  overrides: readonly string[] = [],
): Promise<TrainingConfig> {
  const { handle, size } = await openRegularFile(file);
  try {
    if (size > MAX_CONFIG_BYTES) throw new UserError(words('export.configTooLong', { file }));
    return parseConfig(await onDisk('read', file, () => handle.readFile('utf8')), overrides);
  } finally {
    await handle.close();
  }
}

/** `readConfigFile` for a text. */
export function parseConfig(text: string, overrides: readonly string[] = []): TrainingConfig {
  const raw = parseJson(text) ?? parseYaml(text);
  for (const override of overrides) applyOverride(raw, override);
  const { model, model_kwargs, data } = checkOptions(configSchema, raw, 'config');
  return { model, kwargs: model_kwargs, sampleRate: data.sampling_rate };
}

/**
 * Checks options that a config gives.
 *
 * @param where section that they stand in, for the message: `model_kwargs`
 * @throws UserError that names the first key or value that the schema does not know
 */
export function checkOptions<Output>(schema: z.ZodType<Output>, options: unknown, where: string): Output {
  const result = schema.safeParse(options);
  if (result.success) return result.data;
  const issue = result.error.issues[0] as z.core.$ZodIssue;
  const key = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const unknown = [...issue.path, issue.keys[0]].join('.');
    throw new UserError(words('export.optionUnknown', { key: unknown, where }));
  }
  const value = issue.path.reduce<unknown>(
    (at, part) => (at as Record<PropertyKey, unknown> | undefined)?.[part],
    options,
  );
  if (key === '') throw new UserError(words('export.configNoMapping', { where }));
  throw new UserError(
    value === undefined
      ? words('export.optionMissing', { key, where })
      : words('export.optionValue', {
          key,
          where,
          value: JSON.stringify(value),
          allowed: allowedBy(issue),
        }),
  );
}

/** The values that an option may have, in the notation of configs: `"SiLU", "ReLU"`, `≥ 1`. */
function allowedBy(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return issue.values.map((value) => JSON.stringify(value)).join(', ');
    case 'too_small':
      return `≥ ${issue.minimum}`;
    case 'too_big':
      return `≤ ${issue.maximum}`;
    case 'invalid_type':
      return issue.expected;
    case 'not_multiple_of':
      return `${issue.divisor} · n`;
    default:
      return issue.message;
  }
}

/** The JSON value of a text that is JSON; undefined for every other. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * YAML as the trainer's PyYAML reads it: version 1.1 with its yes, no, on, off, 16_000 and octal numbers; of keys
 * that occur twice the later one counts.
 */
function parseYaml(text: string): unknown {
  try {
    return parse(text, { version: '1.1', uniqueKeys: false });
  } catch (error) {
    const reason = messageOf(error).split('\n', 1)[0] ?? '';
    throw new UserError(words('export.invalidYaml', { reason }));
  }
}

function applyOverride(config: unknown, override: string): void {
  const [, path, value] = /^([^=]+)=(.*)$/s.exec(override) ?? [];
  if (path === undefined || value === undefined)
    throw new UserError(words('export.overrideForm', { override }));
  const keys = path.split('.');
  const last = keys.pop() as string;
  let at = config;
  for (const key of keys) at = isMapping(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  if (!isMapping(at) || last === '__proto__') throw new UserError(words('export.overridePlace', { path }));
  // The trainer's own overrides are Python, where nothing is None.
  at[last] = value === 'None' ? null : parseYaml(value);
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
