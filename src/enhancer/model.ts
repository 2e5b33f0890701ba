import { readFileMetadata } from '../onnx/file-metadata.js';
import type { ModelSettings, ModelSpec } from '../shared/model-spec.js';
import type { Enhancer } from './enhancer.js';
import { readContract } from './contract.js';
import { openSession, type SessionOptions } from './session.js';
import { SpectralEnhancer } from './spectral.js';
import { WaveformEnhancer } from './waveform.js';

/** An open model. Its enhancers share one inference session; each has a stream's state of its own. */
export interface Model {
  readonly spec: ModelSpec;
  createEnhancer(): Enhancer;
  /** Frees the session. Its enhancers can't be used afterwards. */
  dispose(): Promise<void>;
}

/**
 * Opens an ONNX file of a known contract for streaming.
 *
 * @throws UserError when the file can't be opened; ModelContractError when it is no streaming enhancer or
 *   the settings contradict it
 */
export async function openModel(
  file: string,
  settings: ModelSettings = {},
  options: SessionOptions = {},
): Promise<Model> {
  const session = await openSession(file, options);
  let spec: ModelSpec;
  try {
    const { inputs, outputs } = session;
    const metadata = await readFileMetadata(file);
    spec = readContract({ inputs, outputs, metadata }, settings);
  } catch (error) {
    await session.release();
    throw error;
  }
  return {
    spec,
    createEnhancer: () =>
      spec.kind === 'wav2wav' ? new WaveformEnhancer(session, spec) : new SpectralEnhancer(session, spec),
    dispose: () => session.release(),
  };
}
