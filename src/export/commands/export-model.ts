import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { openModel } from '../../enhancer/model.js';
import { writeOutputFile } from '../../files/output-file.js';
import { settingsToMetadata } from '../../onnx/metadata.js';
import { encodeModel, MODEL_ENDINGS } from '../../onnx/model-file.js';
import type { ModelKind, ModelSettings, ModelSpec } from '../../shared/model-spec.js';
import { UserError } from '../../shared/user-error.js';
import { words, type Words } from '../../words/words.js';
import { buildModel } from '../graph/build-model.js';
import { makeCheckSignal } from '../compare/check-signal.js';
import { readCheckpointFile } from '../checkpoint/read-checkpoint.js';
import { readConfigFile } from '../training-run/config.js';
import { familyOf } from '../families/index.js';
import type { TrainingRun } from '../training-run/find-training-run.js';
import { Weights } from '../weights/weights.js';

/** Options of `stillmic export`. */
export interface ExportOptions {
  /** `wav2wav` when left out. */
  readonly kind?: ModelKind;
  /** Changes to the config, `KEY=VALUE` each. */
  readonly overrides?: readonly string[];
  /** Key of the weights to take, where the checkpoint has several sets; `ema` finds averages. */
  readonly weights?: string | undefined;
  /** Whether an existing file may be replaced; checkpoint and config never are. */
  readonly force?: boolean;
}

/** A model that was written and works here. */
export interface ExportedModel {
  readonly family: string;
  /** The contract, read from the written graph. */
  readonly spec: ModelSpec;
  /** Remarks for the user on how the weights were found. */
  readonly notes: readonly Words[];
  /** The settings that the graph's shapes don't say; its metadata carries them too. */
  readonly settings: ModelSettings;
  /** Real-time factor over one second: time in the session ÷ audio time. */
  readonly rtf: number;
  readonly nodes: number;
}

/**
 * Makes an ONNX file of a training run, without Python. The file is opened by ONNX Runtime, its contract is read
 * and a second of sound is run through it before it gets its name, so that a failure leaves nothing behind.
 *
 * @throws UserError that says what is wrong with checkpoint, config or file
 */
export async function exportModel(
  run: TrainingRun,
  file: string,
  { kind = 'wav2wav', overrides = [], weights: wanted, force = false }: ExportOptions = {},
): Promise<ExportedModel> {
  const config = await readConfigFile(run.config, overrides);
  const family = familyOf(config.model);
  const checkpoint = await readCheckpointFile(run.checkpoint, wanted);
  const weights = new Weights(checkpoint.weights);
  const network = family.readNetwork(config.kwargs, weights);
  weights.refuseRest();
  const settings: ModelSettings = { sampleRate: config.sampleRate, ...network.stft };
  const model = buildModel(network, kind, run.name, {
    family: family.name,
    ...settingsToMetadata(settings),
    source_sha256: createHash('sha256').update(checkpoint.bytes).digest('hex'),
  });
  const options = { inputs: [run.checkpoint, run.config], force, endings: MODEL_ENDINGS };
  const { spec, rtf } = await writeOutputFile(file, options, async (temporary) => {
    await writeFile(temporary, encodeModel(model));
    return runOneSecond(temporary, settings);
  });
  const nodes = model.graph?.node.length ?? 0;
  return { family: family.name, spec, notes: checkpoint.notes, settings, rtf, nodes };
}

/** @throws UserError when the model can't be opened or gives what is no sound */
async function runOneSecond(
  file: string,
  settings: ModelSettings,
): Promise<{ spec: ModelSpec; rtf: number }> {
  const model = await openModel(file, settings);
  try {
    const enhancer = model.createEnhancer();
    const { hop, sampleRate } = model.spec;
    const signal = makeCheckSignal(sampleRate);
    const output = new Float32Array(hop);
    const hops = Math.floor(sampleRate / hop);
    for (let i = 0; i < hops; i++) {
      await enhancer.process(signal.subarray(i * hop, (i + 1) * hop), output);
      if (!output.every(Number.isFinite)) throw new UserError(words('export.diverged'));
    }
    return { spec: model.spec, rtf: enhancer.sessionMs / ((1000 * hops * hop) / sampleRate) };
  } finally {
    await model.dispose();
  }
}
