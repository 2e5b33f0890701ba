import { words, type Words } from '../../words/words.js';
import { damaged, fail, shown } from './checkpoint-error.js';

/**
 * One step between what people keep in a checkpoint and what a network asks for: it finds the set of weights and
 * takes away what wrappers have put before every name.
 */

/** A set of weights as it stands in the checkpoint. */
interface WeightSet<Tensor> {
  /** Keys that lead to it, `ema.module`; '' where the file is the set itself. */
  readonly path: string;
  readonly tensors: ReadonlyMap<string, Tensor>;
}

/** The chosen set of weights, with its names cleaned of wrappers. */
export interface SelectedWeights<Tensor> {
  readonly tensors: ReadonlyMap<string, Tensor>;
  /** Remarks for the user: the set that was chosen, the prefix that was left out. */
  readonly notes: readonly Words[];
}

/** Keys of the weights that are meant where there are several, in order; the reference's own comes first. */
const USUAL_KEYS = [
  'model',
  'state_dict',
  'model_state_dict',
  'model_state',
  'generator',
  'net',
  'network',
].concat(['weights', 'params', 'module', 'student']);
/** Sets that hold averages over the training. */
const AVERAGES = /(^|[._])(ema|swa|average|averaged|shadow)([._]|$)/i;
/** Parts of a checkpoint that hold tensors, but no weights. */
const NO_WEIGHTS = /optim|sched|scaler|metric|loss|rng|callback|loop|discriminator/i;
const MAX_DEPTH = 3;
/** How many keys a message names. */
const MAX_KEYS_SHOWN = 12;

/** Parts of names that torch puts in for wrapped modules, wherever they are. */
const WRAPPERS = new Set(['_orig_mod', '_fsdp_wrapped_module', '_checkpoint_wrapped_module']);
/** Counter that an averaged model keeps beside its weights. */
const AVERAGE_COUNT = 'n_averaged';

/**
 * Finds the weights in what a checkpoint holds.
 *
 * @param isTensor tells tensors from everything else
 * @param wanted   key of the set to take (`--weights`); `ema` also finds averages under their other usual names
 * @throws CheckpointError that names the keys, when there are no weights, several equal sets, or not the wanted one
 */
export function selectWeights<Tensor>(
  root: unknown,
  isTensor: (value: unknown) => value is Tensor,
  wanted?: string,
): SelectedWeights<Tensor> {
  const sets = findSets(root, isTensor);
  if (sets.length === 0) return fail(words('export.checkpointNoWeights', { keys: keysOf(root) }));
  const set = wanted === undefined ? usualSet(sets) : wantedSet(sets, wanted);
  const { tensors, prefix } = withoutPrefixes(set.tensors);
  const others = sets.filter((other) => other !== set).map(({ path }) => path);
  const notes: Words[] = [];
  if (others.length > 0)
    notes.push(words('export.noteWeights', { name: shown(set.path), others: listed(others) }));
  if (prefix !== '') notes.push(words('export.notePrefix', { prefix: shown(prefix) }));
  return { tensors, notes };
}

const listed = (keys: readonly string[]): string => {
  const some = keys.slice(0, MAX_KEYS_SHOWN).map((key) => `“${shown(key)}”`);
  return keys.length > MAX_KEYS_SHOWN ? `${some.join(', ')} …` : some.join(', ');
};

const keysOf = (root: unknown): string =>
  root instanceof Map && root.size > 0 ? listed([...root.keys()].map(String)) : '–';

function findSets<Tensor>(
  value: unknown,
  isTensor: (value: unknown) => value is Tensor,
  path: readonly string[] = [],
  seen: Set<unknown> = new Set(),
): WeightSet<Tensor>[] {
  // A pickle may hold the same dictionary in many places.
  if (!(value instanceof Map) || path.length > MAX_DEPTH || seen.has(value)) return [];
  seen.add(value);
  const entries = [...(value as Map<unknown, unknown>)].filter(
    (entry): entry is [string, unknown] => typeof entry[0] === 'string',
  );
  const tensors = entries.filter((entry): entry is [string, Tensor] => isTensor(entry[1]));
  // Wrappers put a few numbers beside the weights; a set is what is tensors for the most part.
  if (tensors.length > entries.length / 2) return [{ path: path.join('.'), tensors: new Map(tensors) }];
  return entries.flatMap(([key, inner]) =>
    NO_WEIGHTS.test(key) ? [] : findSets(inner, isTensor, [...path, key], seen),
  );
}

function usualSet<Tensor>(sets: readonly WeightSet<Tensor>[]): WeightSet<Tensor> {
  const [only] = sets;
  if (only && sets.length === 1) return only;
  for (const usual of USUAL_KEYS) {
    const found = sets.filter(({ path }) => path.split('.')[0] === usual && !AVERAGES.test(path));
    if (found[0] && found.length === 1) return found[0];
  }
  const trained = sets.filter(({ path }) => !AVERAGES.test(path));
  if (trained[0] && trained.length === 1) return trained[0];
  return fail(words('export.checkpointSeveralWeights', { keys: listed(sets.map(({ path }) => path)) }));
}

function wantedSet<Tensor>(sets: readonly WeightSet<Tensor>[], wanted: string): WeightSet<Tensor> {
  const isUnder = (path: string): boolean => path === wanted || path.startsWith(`${wanted}.`);
  const found = sets.filter(({ path }) => isUnder(path));
  const averages = wanted === 'ema' ? sets.filter(({ path }) => AVERAGES.test(path)) : [];
  const matches = found.length > 0 ? found : averages;
  if (matches[0] && matches.length === 1) return matches[0];
  const keys = listed(sets.map(({ path }) => path));
  return matches.length > 1
    ? fail(words('export.checkpointSeveralWeights', { keys }))
    : fail(words('export.checkpointNoSuchWeights', { name: shown(wanted), keys }));
}

/** No network has all its weights in one module: a first part that every name has is a wrapper's. */
function withoutPrefixes<Tensor>(all: ReadonlyMap<string, Tensor>): {
  tensors: ReadonlyMap<string, Tensor>;
  prefix: string;
} {
  const entries = [...all].filter(([name]) => name !== AVERAGE_COUNT);
  let names = entries.map(([name]) => name.split('.'));
  const wrappers = new Set(names.flat().filter((part) => WRAPPERS.has(part)));
  const prefix: string[] = [];
  for (;;) {
    const first = names[0]?.[0];
    if (first === undefined || !names.every((parts) => parts.length > 1 && parts[0] === first)) break;
    prefix.push(first);
    names = names.map((parts) => parts.slice(1));
  }
  const inner = names.map((parts) => parts.filter((part) => !WRAPPERS.has(part)));
  for (const part of wrappers) if (!prefix.includes(part)) prefix.push(part);
  const tensors = new Map(entries.map(([, tensor], i) => [(inner[i] as string[]).join('.'), tensor]));
  if (tensors.size < entries.length) damaged('names');
  return { tensors, prefix: prefix.map((part) => `${part}.`).join('') };
}
