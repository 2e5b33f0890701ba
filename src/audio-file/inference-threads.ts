import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { outsideArchive } from '../shared/archive.js';
import { bundleFile } from '../shared/bundles.js';
import type { StreamSpec } from '../shared/model-spec.js';
import { UserError } from '../shared/user-error.js';
import type { Channel, ChannelFigures, ChannelSource } from './channel.js';
import type { FromInferenceThread, InferenceModel, ToInferenceThread } from './inference-protocol.js';
import { SampleQueue } from './sample-queue.js';

/** Samples that go to a thread at once. */
const BLOCK_SAMPLES = 16_384;
/** Blocks of a channel that may be on their way: enough that neither side waits, and no more memory than that. */
const MAX_BLOCKS = 3;
/** A thread that does not end this soon after it was told to is ended, ms. */
const END_LIMIT_MS = 1000;

/**
 * A model in threads of its own, so that reading, inference and writing overlap, and channels and recordings run side
 * by side. A thread is started when a channel is opened and all others are busy.
 */
export class InferenceThreads implements ChannelSource {
  readonly spec: StreamSpec;
  readonly #model: InferenceModel;
  readonly #max: number;
  readonly #threads: InferenceThread[];

  /**
   * Starts the first thread.
   *
   * @param max threads
   * @throws UserError when the model can't be opened
   */
  static async open(model: InferenceModel, max: number): Promise<InferenceThreads> {
    const thread = new InferenceThread(model);
    try {
      return new InferenceThreads(model, max, thread, await thread.ready);
    } catch (error) {
      await thread.end();
      throw error;
    }
  }

  private constructor(model: InferenceModel, max: number, first: InferenceThread, spec: StreamSpec) {
    this.spec = spec;
    this.#model = model;
    this.#max = max;
    this.#threads = [first];
  }

  async openChannel(sampleRate: number, keepDelay: boolean): Promise<Channel> {
    return this.#leastBusy().openChannel(sampleRate, keepDelay);
  }

  /** Ends all threads. */
  async dispose(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }

  #leastBusy(): InferenceThread {
    const least = this.#threads.reduce((a, b) => (b.channels < a.channels ? b : a));
    if (least.channels === 0 || this.#threads.length >= this.#max) return least;
    const thread = new InferenceThread(this.#model);
    this.#threads.push(thread);
    return thread;
  }
}

/** One thread with the model, and its channels. */
class InferenceThread {
  readonly ready: Promise<StreamSpec>;
  readonly #worker: Worker;
  readonly #channels = new Map<number, RemoteChannel>();
  readonly #exit: Promise<void>;
  #failure: Error | null = null;
  #lastChannel = 0;

  constructor(model: InferenceModel) {
    const file = join(dirname(fileURLToPath(import.meta.url)), bundleFile('inference-thread'));
    this.#worker = new Worker(outsideArchive(file), {
      workerData: model,
      // Its memory is outside the heap: a large space for young objects would only grow the process.
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
    });
    this.#exit = new Promise((resolve) => this.#worker.once('exit', () => resolve()));
    this.ready = new Promise((resolve, reject) => {
      this.#worker.on('message', (message: FromInferenceThread) => {
        if (message.type === 'ready') resolve(message.spec);
        else if (message.type === 'enhanced') this.#channels.get(message.channel)?.take(message);
        else this.#fail(failureOf(message), reject);
      });
      this.#worker.once('error', (error: Error) => this.#fail(error, reject));
      this.#worker.once('exit', () => this.#fail(new Error('An inference thread ended by itself.'), reject));
    });
    // Whoever opens a channel is told as well.
    this.ready.catch(() => undefined);
  }

  /** Number of channels that are open. */
  get channels(): number {
    return this.#channels.size;
  }

  openChannel(sampleRate: number, keepDelay: boolean): Promise<Channel> {
    const number = ++this.#lastChannel;
    const channel = new RemoteChannel(
      (message, transfer) => this.#worker.postMessage(message, transfer),
      number,
      () => void this.#channels.delete(number),
    );
    this.#channels.set(number, channel);
    if (this.#failure) channel.fail(this.#failure);
    return channel.open(sampleRate, keepDelay);
  }

  async end(): Promise<void> {
    const timer = setTimeout(() => void this.#worker.terminate(), END_LIMIT_MS);
    this.#worker.postMessage({ type: 'end' } satisfies ToInferenceThread);
    await this.#exit;
    clearTimeout(timer);
  }

  #fail(error: Error, reject: (error: Error) => void): void {
    this.#failure ??= error;
    reject(this.#failure);
    for (const channel of this.#channels.values()) channel.fail(this.#failure);
  }
}

type Post = (message: ToInferenceThread, transfer: ArrayBuffer[]) => void;

/** The near end of a channel in a thread. */
class RemoteChannel implements Channel {
  readonly enhanced = new SampleQueue();
  figures: ChannelFigures = { sessionMs: 0, failedHops: 0, firstFailure: 0 };
  readonly #post: Post;
  readonly #number: number;
  readonly #onClose: () => void;
  /** The block that is being filled, and those that came back. */
  #block = new Float32Array(BLOCK_SAMPLES);
  readonly #spare: Float32Array<ArrayBuffer>[] = [];
  #filled = 0;
  /** Questions that are not answered yet. */
  #pending = 0;
  #failure: Error | null = null;
  #wake: (() => void) | null = null;

  constructor(post: Post, number: number, onClose: () => void) {
    this.#post = post;
    this.#number = number;
    this.#onClose = onClose;
  }

  async open(sampleRate: number, keepDelay: boolean): Promise<Channel> {
    this.#ask({ type: 'open', channel: this.#number, sampleRate, keepDelay });
    await this.#until(1);
    return this;
  }

  async push(samples: Float64Array): Promise<void> {
    for (let at = 0; at < samples.length;) {
      const count = Math.min(samples.length - at, BLOCK_SAMPLES - this.#filled);
      this.#block.set(samples.subarray(at, at + count), this.#filled);
      this.#filled += count;
      at += count;
      if (this.#filled < BLOCK_SAMPLES) continue;
      this.#send();
      await this.#until(MAX_BLOCKS);
    }
  }

  async flush(): Promise<void> {
    this.#send();
    this.#ask({ type: 'flush', channel: this.#number });
    await this.#until(0);
  }

  dispose(): void {
    this.#post({ type: 'close', channel: this.#number }, []);
    this.#onClose();
  }

  take({ block, length, figures }: Extract<FromInferenceThread, { type: 'enhanced' }>): void {
    this.#pending--;
    this.figures = figures;
    this.enhanced.push(block, 0, length);
    if (block.length === BLOCK_SAMPLES) this.#spare.push(block);
    this.#wake?.();
  }

  fail(error: Error): void {
    this.#failure ??= error;
    this.#wake?.();
  }

  #send(): void {
    if (this.#filled === 0) return;
    const block = this.#block;
    this.#ask({ type: 'push', channel: this.#number, block, length: this.#filled }, [block.buffer]);
    this.#block = this.#spare.pop() ?? new Float32Array(BLOCK_SAMPLES);
    this.#filled = 0;
  }

  #ask(message: ToInferenceThread, transfer: ArrayBuffer[] = []): void {
    this.#pending++;
    this.#post(message, transfer);
  }

  /** Waits until no more than `most` questions are open. */
  async #until(most: number): Promise<void> {
    while (this.#pending > most && !this.#failure)
      await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#wake = null;
    if (this.#failure) throw this.#failure;
  }
}

function failureOf({ words, stack }: Extract<FromInferenceThread, { type: 'failed' }>): Error {
  if (stack === undefined) return new UserError(words);
  return Object.assign(new Error('A fault in an inference thread'), { stack });
}
