import { readFile, stat } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { messageOf, UserError } from '../../shared/user-error.js';

/** What a training run's config says about the network; how it was trained is left out. */
export interface TrainingConfig {
  /** Name of the network's family, as `fastenhancer.default`. */
  readonly model: string;
  /** Its options, not yet checked: every family has its own. */
  readonly kwargs: unknown;
  /** Sample rate in Hz. */
  readonly sampleRate: number;
}

const MAX_CONFIG_BYTES = 2 ** 20;

/** Sections that have nothing to do with the network's structure. */
const training = z.unknown().optional();

const configSchema = z.strictObject({
  model: z.string(),
  model_kwargs: z.record(z.string(), z.unknown()),
  wrapper: z.enum(['ns', 'ns_on_the_fly', 'ns_shard']).optional(),
  data: z.looseObject({ sampling_rate: z.int().min(8000).max(192_000) }),
  train: training,
  valid: training,
  infer: training,
  pesq: training,
});

/**
 * Reads a training run's config.yaml.
 *
 * @param overrides each `KEY=VALUE`, KEY with dots as in `model_kwargs.hop_size=160`, VALUE as YAML
 * @throws UserError that names the key or value that is not known
 */
export async function readConfigFile(
  file: string,
  overrides: readonly string[] = [],
): Promise<TrainingConfig> {
  let text: string;
  try {
    if ((await stat(file)).size > MAX_CONFIG_BYTES)
      throw new UserError(`${file} is too long to be a training run's config.`);
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${file} can't be read: ${messageOf(error)}`);
  }
  return parseConfig(text, overrides);
}

/** `readConfigFile` for a text. */
export function parseConfig(text: string, overrides: readonly string[] = []): TrainingConfig {
  const raw = parseYaml(text, 'The config is not valid YAML');
  for (const override of overrides) applyOverride(raw, override);
  const { model, model_kwargs, data } = checkOptions(configSchema, raw, 'the config');
  return { model, kwargs: model_kwargs, sampleRate: data.sampling_rate };
}

/**
 * Checks options that a config gives.
 *
 * @param where they stand, for the message: `model_kwargs`
 * @throws UserError that names the first key or value that the schema does not know
 */
export function checkOptions<Output>(schema: z.ZodType<Output>, options: unknown, where: string): Output {
  const result = schema.safeParse(options);
  if (result.success) return result.data;
  const issue = result.error.issues[0] as z.core.$ZodIssue;
  const key = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const unknown = [...issue.path, issue.keys[0]].join('.');
    throw new UserError(`“${unknown}” in ${where} is not known, and nothing is guessed.`);
  }
  const value = issue.path.reduce<unknown>(
    (at, part) => (at as Record<PropertyKey, unknown> | undefined)?.[part],
    options,
  );
  throw new UserError(
    value === undefined
      ? `“${key}” is missing in ${where}.`
      : `“${key}” in ${where} is ${JSON.stringify(value)}, which is not known: ${issue.message}.`,
  );
}

function parseYaml(text: string, message: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new UserError(`${message}: ${messageOf(error).split('\n', 1)[0] ?? ''}`);
  }
}

function applyOverride(config: unknown, override: string): void {
  const [, path, value] = /^([^=]+)=(.*)$/s.exec(override) ?? [];
  if (path === undefined || value === undefined)
    throw new UserError(`“${override}” is no KEY=VALUE, such as model_kwargs.hop_size=160.`);
  const keys = path.split('.');
  const last = keys.pop() as string;
  let at = config;
  for (const key of keys) at = isMapping(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  if (!isMapping(at) || last === '__proto__')
    throw new UserError(
      `The config has no place for “${path}”. Give the whole key, such as model_kwargs.hop_size.`,
    );
  at[last] = parseYaml(value, `“${value}” is not valid YAML`);
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
