/** A thread that runs channels of recordings through a model. See inference-threads.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { openChunkModel, type StreamModel } from '../enhancer/chunk-enhancer.js';
import { openModel } from '../enhancer/model.js';
import { UserError, wordsOf } from '../shared/user-error.js';
import { ChannelDenoiser } from './channel-denoiser.js';
import type { FromInferenceThread, InferenceModel, ToInferenceThread } from './inference-protocol.js';

const port = parentPort;
if (!port) throw new Error('This file is a thread.');

const { file, settings, chunkForm } = workerData as InferenceModel;
const channels = new Map<number, ChannelDenoiser>();

const opening: Promise<StreamModel> = chunkForm ? openChunkModel(chunkForm) : openModel(file, settings);

const post = (message: FromInferenceThread, transfer: ArrayBuffer[] = []): void =>
  port.postMessage(message, transfer);

/** Gives what a channel has ready, as far as it fits into a block. */
function give(number: number, channel: ChannelDenoiser, block: Float32Array<ArrayBuffer>): void {
  const length = Math.min(block.length, channel.enhanced.length);
  channel.enhanced.shift(block, length);
  post({ type: 'enhanced', channel: number, block, length, figures: channel.figures }, [block.buffer]);
}

async function handle(message: ToInferenceThread): Promise<void> {
  if (message.type === 'end') {
    await (await opening).dispose();
    port?.close();
    return;
  }
  const number = message.channel;
  if (message.type === 'open') {
    const enhancer = (await opening).createEnhancer();
    channels.set(number, await ChannelDenoiser.create(enhancer, message.sampleRate, message.keepDelay));
  }
  const channel = channels.get(number);
  if (!channel) return;
  if (message.type === 'close') {
    channels.delete(number);
    return channel.dispose();
  }
  if (message.type === 'push') {
    const { block, length } = message;
    await channel.push(block.subarray(0, length));
    return give(number, channel, block);
  }
  if (message.type === 'flush') await channel.flush();
  give(number, channel, new Float32Array(channel.enhanced.length));
}

function fail(error: unknown): void {
  const stack = error instanceof Error && !(error instanceof UserError) ? error.stack : undefined;
  post({ type: 'failed', words: wordsOf(error), stack });
}

// One message after the other, so that answers come in the order of the questions.
let last: Promise<void> = opening.then(({ spec }) => post({ type: 'ready', spec }), fail);
port.on('message', (message: ToInferenceThread) => {
  last = last.then(() => handle(message)).catch(fail);
});
