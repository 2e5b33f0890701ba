import type { ContractId, ModelKind, ModelSettings, ModelSpec } from '../../shared/model-spec.js';
import { UserError } from '../../shared/user-error.js';
import { words, type Words } from '../../words/words.js';
import type { GraphValue } from '../session.js';

/** A graph that has no contract of a streaming enhancer, or settings that contradict it. */
export class ModelContractError extends UserError {
  override readonly name: string = 'ModelContractError';
}

/** A graph of no known contract for which there is a guess, which the user has to confirm. */
export class UnconfirmedContractError extends ModelContractError {
  override readonly name = 'UnconfirmedContractError';
  constructor(
    message: Words,
    readonly guess: ContractId,
  ) {
    super(message);
  }
}

/** Description of a graph by its own file. */
export interface Graph {
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphValue[];
  /** The file's own key-value pairs. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** The tensors that one step takes and gives. */
export type Tensors = Pick<ModelSpec, 'input' | 'output' | 'caches'>;

/** How samples become the graph's input. */
export type Framing = Pick<
  ModelSpec,
  'sampleRate' | 'nFft' | 'hop' | 'windowLength' | 'window' | 'inputFraming'
>;

/**
 * One way of publishing a streaming enhancer. Adding one is a file that implements this and a line in
 * `contracts.ts`. Every function may throw a ModelContractError that names the input that is wrong.
 */
export interface Contract {
  readonly id: ContractId;
  readonly kind: ModelKind;
  /** Frames by which the network's output lags its input. */
  readonly lagHops: number;
  /** Settings that neither the graph nor the contract says, so that a default is assumed. */
  readonly unsaid: readonly (keyof ModelSettings)[];
  /** Whether the graph's names are those of this contract. */
  recognises(graph: Graph): boolean;
  /** Names, shapes and first values of the signal and the states. */
  tensors(graph: Graph): Tensors;
  /** Rate, FFT size, hop and window. A setting goes before a default, never before what the graph says. */
  framing(graph: Graph, tensors: Tensors, settings: ModelSettings): Framing;
}

/** @throws ModelContractError */
export function fail(message: Words): never {
  throw new ModelContractError(message);
}

/** A shape as people write it: `[1, 257, 1, 2]`. */
export const show = (shape: readonly (number | string)[]): string => `[${shape.join(', ')}]`;

const SETTING_WORDS = {
  sampleRate: words('enhancer.sampleRate'),
  nFft: words('enhancer.fftSize'),
  hop: words('enhancer.hop'),
  windowLength: words('enhancer.windowLength'),
  window: words('enhancer.window'),
} as const;

/** @throws ModelContractError when a setting that is given differs from what the graph says */
export function agree<K extends keyof typeof SETTING_WORDS>(
  name: K,
  settings: ModelSettings,
  graph: NonNullable<ModelSettings[K]>,
): void {
  const given = settings[name];
  if (given !== undefined && given !== graph)
    fail(words('enhancer.settingContradicts', { name: SETTING_WORDS[name], graph, given }));
}
