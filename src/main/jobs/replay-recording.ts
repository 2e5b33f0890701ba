import { ChannelDenoiser } from '../../audio-file/channel-denoiser.js';
import type { Enhancer } from '../../enhancer/enhancer.js';
import { openModel } from '../../enhancer/model.js';
import { distribution } from '../../shared/distribution.js';
import type { ModelReplay, VoiceRecording } from '../../shared/microphone-test.js';
import { algorithmicLatencyMs, hopMs, type ModelSettings } from '../../shared/model-spec.js';
import { speechFigures } from '../../shared/speech-figures.js';

/** Samples that are given to the model's way at a time. */
const BLOCK = 4096;

/** An enhancer that notes how long each of its hops took, ms. */
const timed = (enhancer: Enhancer, times: number[]): Enhancer => ({
  spec: enhancer.spec,
  get sessionMs() {
    return enhancer.sessionMs;
  },
  process: async (input, output) => {
    const start = performance.now();
    await enhancer.process(input, output);
    times.push(performance.now() - start);
  },
  reset: () => enhancer.reset(),
});

/**
 * A recording through a model at full strength, lined up with it and as long, at its rate, with how fast the model was
 * on it, back to back.
 *
 * @throws UserError when the model can't be opened
 */
export async function replayRecording(
  file: string,
  settings: ModelSettings,
  { samples, sampleRate }: VoiceRecording,
): Promise<ModelReplay> {
  const model = await openModel(file, settings);
  try {
    const times: number[] = [];
    const { spec } = model;
    const denoiser = await ChannelDenoiser.create(timed(model.createEnhancer(), times), sampleRate, false);
    const output = new Float64Array(samples.length);
    try {
      for (let at = 0; at < samples.length; at += BLOCK)
        await denoiser.push(samples.subarray(at, at + BLOCK));
      await denoiser.flush();
      denoiser.enhanced.shift(output, Math.min(output.length, denoiser.enhanced.length));
    } finally {
      denoiser.dispose();
    }
    const replayed = Float32Array.from(output);
    const { mean, p99 } = distribution(times.length > 0 ? times : [0]);
    return {
      samples: replayed,
      sampleRate,
      rtfMean: mean / hopMs(spec),
      rtfP99: p99 / hopMs(spec),
      delayMs: algorithmicLatencyMs(spec),
      figures: speechFigures(replayed, sampleRate),
    };
  } finally {
    await model.dispose();
  }
}
