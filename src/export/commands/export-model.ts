import { createHash } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { openModel } from '../../enhancer/model.js';
import { settingsToMetadata } from '../../onnx/metadata.js';
import { writeModelFile } from '../../onnx/model-file.js';
import type { ModelProto } from '../../onnx/onnx_pb.js';
import type { ModelKind, ModelSettings, ModelSpec } from '../../shared/model-spec.js';
import { messageOf, UserError } from '../../shared/user-error.js';
import { buildModel } from '../graph/build-model.js';
import { makeCheckSignal } from '../compare/check-signal.js';
import { readCheckpointFile } from '../checkpoint/read-checkpoint.js';
import { readConfigFile } from '../training-run/config.js';
import { familyOf } from '../families/index.js';
import type { TrainingRun } from '../training-run/find-training-run.js';
import { Weights } from '../weights/weights.js';

export interface ExportOptions {
  /** `wav2wav` unless told. */
  readonly kind?: ModelKind;
  /** `KEY=VALUE` each, to change the config. */
  readonly overrides?: readonly string[];
}

/** A model that was written and works here. */
export interface ExportedModel {
  readonly family: string;
  /** The contract, read from the written graph. */
  readonly spec: ModelSpec;
  /** What the graph doesn't say by itself; its metadata says it too. */
  readonly settings: ModelSettings;
  /** Real-time factor over one second: time in the session ÷ audio time. */
  readonly rtf: number;
  readonly nodes: number;
}

/**
 * Makes an ONNX file of a training run, without Python. The file is opened by ONNX Runtime, its contract is
 * read and a second of sound is run through it before it gets its name, so that whatever goes wrong leaves
 * nothing behind.
 *
 * @throws UserError that says what is wrong with checkpoint, config or file
 */
export async function exportModel(
  run: TrainingRun,
  file: string,
  { kind = 'wav2wav', overrides = [] }: ExportOptions = {},
): Promise<ExportedModel> {
  const config = await readConfigFile(run.config, overrides);
  const family = familyOf(config.model);
  const { bytes, weights: state } = await readCheckpointFile(run.checkpoint);
  const weights = new Weights(state);
  const network = family.readNetwork(config.kwargs, weights);
  weights.refuseRest();
  const settings: ModelSettings = { sampleRate: config.sampleRate, ...network.stft };
  const model = buildModel(network, kind, run.name, {
    family: family.name,
    ...settingsToMetadata(settings),
    source_sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  const { spec, rtf } = await writeChecked(file, model, settings);
  return { family: family.name, spec, settings, rtf, nodes: model.graph?.node.length ?? 0 };
}

async function writeChecked(
  file: string,
  model: ModelProto,
  settings: ModelSettings,
): Promise<{ spec: ModelSpec; rtf: number }> {
  const unchecked = `${file}.unchecked`;
  try {
    await writeModelFile(unchecked, model);
    const checked = await runOneSecond(unchecked, settings);
    await rename(unchecked, file);
    return checked;
  } catch (error) {
    await rm(unchecked, { force: true });
    if (error instanceof UserError) throw error;
    throw new UserError(`${file} can't be written: ${messageOf(error)}`);
  }
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
      if (!output.every(Number.isFinite))
        throw new UserError(
          'The network gives values that are no sound: its training diverged. Use an earlier checkpoint.',
        );
    }
    return { spec: model.spec, rtf: enhancer.sessionMs / ((1000 * hops * hop) / sampleRate) };
  } finally {
    await model.dispose();
  }
}
