import { coversEverySample } from '../dsp/window.js';
import {
  MAX_HOP_MS,
  MAX_STATE_VALUES,
  MAX_STATES,
  MIN_HOP_MS,
  MODEL_LIMITS,
} from '../shared/model-limits.js';
import {
  latencySamplesOf,
  type ContractId,
  type ModelSettings,
  type ModelSpec,
} from '../shared/model-spec.js';
import { words } from '../words/words.js';
import {
  fail,
  show,
  UnconfirmedContractError,
  type Contract,
  type Framing,
  type Graph,
  type Tensors,
} from './contracts/contract.js';
import { CONTRACTS, GUESSES } from './contracts/contracts.js';
import { elementsOf } from './contracts/shapes.js';

export { ModelContractError, UnconfirmedContractError, type Graph } from './contracts/contract.js';

const ALL: readonly Contract[] = [...CONTRACTS, ...GUESSES];

/** The contract by its id; every id has one. */
const contractOf = (id: ContractId): Contract => ALL.find((contract) => contract.id === id) as Contract;

/** Settings that neither a model's graph nor its contract says. */
export const unsaidSettings = ({ contract }: Pick<ModelSpec, 'contract'>): readonly (keyof ModelSettings)[] =>
  contractOf(contract).unsaid;

function recognise(graph: Graph, wanted: ContractId | undefined): Contract {
  if (wanted) return contractOf(wanted);
  const known = CONTRACTS.find((contract) => contract.recognises(graph));
  if (known) return known;
  const inputs = graph.inputs.map(({ name }) => name).join(', ');
  const guess = GUESSES.find((contract) => contract.recognises(graph));
  if (!guess) return fail(words('enhancer.noContract', { inputs: inputs || words('enhancer.none') }));
  throw new UnconfirmedContractError(words('enhancer.unconfirmed', { inputs, guess: guess.id }), guess.id);
}

/** Bounds the states before anything is allocated for them. */
function refuseLargeStates({ caches }: Tensors): void {
  if (caches.length > MAX_STATES)
    fail(words('enhancer.tooManyStates', { count: caches.length, max: MAX_STATES }));
  let values = 0;
  for (const { inputName, shape } of caches) {
    values += elementsOf(shape);
    if (values > MAX_STATE_VALUES)
      fail(words('enhancer.stateTooLarge', { name: inputName, shape: show(shape), max: MAX_STATE_VALUES }));
  }
}

const within = (value: number, { min, max }: { min: number; max: number }): boolean =>
  Number.isInteger(value) && value >= min && value <= max;

/** Refuses framings that no streaming model has, and those by which samples would be lost. */
function refuseFraming(
  { sampleRate, nFft, hop, windowLength, window }: Framing,
  kind: ModelSpec['kind'],
): void {
  if (!within(sampleRate, MODEL_LIMITS.sampleRate))
    fail(words('enhancer.rateOutOfRange', { sampleRate, ...MODEL_LIMITS.sampleRate }));
  if (!within(nFft, MODEL_LIMITS.nFft) || nFft % 2 !== 0)
    fail(words('enhancer.fftSizeOutOfRange', { nFft, ...MODEL_LIMITS.nFft }));
  if (!Number.isInteger(hop) || hop < 1 || hop > nFft) fail(words('enhancer.hopOutOfRange', { hop, nFft }));
  const milliseconds = (1000 * hop) / sampleRate;
  if (milliseconds < MIN_HOP_MS || milliseconds > MAX_HOP_MS)
    fail(
      words('enhancer.hopDuration', {
        hop,
        sampleRate,
        milliseconds: milliseconds.toPrecision(3),
        min: MIN_HOP_MS,
        max: MAX_HOP_MS,
      }),
    );
  if (!Number.isInteger(windowLength) || windowLength < hop || windowLength > nFft)
    fail(words('enhancer.windowOutOfRange', { windowLength, hop, nFft }));
  if (kind === 'spec2spec' && !coversEverySample({ nFft, hop, windowLength, window }))
    fail(words('enhancer.hopLeavesGaps', { hop, window, windowLength }));
}

/**
 * Reads the contract of a streaming enhancer from its graph's inputs, outputs and metadata.
 *
 * @param settings what the graph doesn't say (rate; hop and window of spec2spec); what it does say must agree
 * @throws UnconfirmedContractError where only a guess fits, which `settings.contract` confirms; ModelContractError
 *   that says in words what is wrong
 */
export function readContract(graph: Graph, settings: ModelSettings = {}): ModelSpec {
  const contract = recognise(graph, settings.contract);
  const tensors = contract.tensors(graph);
  refuseLargeStates(tensors);
  const framing = contract.framing(graph, tensors, settings);
  refuseFraming(framing, contract.kind);
  const { kind, id, lagHops } = contract;
  const latencySamples = latencySamplesOf({ ...framing, lagHops });
  return { kind, contract: id, ...tensors, ...framing, lagHops, latencySamples };
}
