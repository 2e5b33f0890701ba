import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { spawnBound } from './run.js';
import { RIG_RATE } from './servers.js';

export interface Recording {
  /** Mono, ±1. */
  readonly samples: Float32Array;
  readonly sampleRate: number;
  /** When sample 0 arrived here, on the clock of `performance.now()`, ms. */
  readonly startMs: number;
}

const BYTES_PER_SAMPLE = 4;
const LATENCY_MS = 10;

/** `parec` at a low latency, as a calling app would record. */
export class Recorder {
  readonly #child: ChildProcess;
  readonly #chunks: Buffer[] = [];
  readonly #firstChunk: Promise<unknown>;
  #bytes = 0;
  #startMs = Infinity;
  #errors = '';

  /** @param clientName name under which the server lists it */
  constructor(source: string, env: NodeJS.ProcessEnv, clientName: string) {
    const format = ['--raw', '--format=float32le', `--rate=${RIG_RATE}`, '--channels=1'];
    const latency = [`--latency-msec=${LATENCY_MS}`, `--client-name=${clientName}`];
    const child = spawnBound('parec', [...format, ...latency, '-d', source], env, ['ignore', 'pipe', 'pipe']);
    const output = child.stdout as Readable;
    output.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#bytes += chunk.length;
      // A chunk arrives some time after its last sample; the earliest arrivals, over all chunks, tell the clock.
      const seconds = this.#bytes / BYTES_PER_SAMPLE / RIG_RATE;
      this.#startMs = Math.min(this.#startMs, performance.now() - 1000 * seconds);
    });
    child.stderr?.on('data', (text: Buffer) => (this.#errors += text.toString()));
    this.#child = child;
    this.#firstChunk = Promise.race([once(output, 'data'), once(child, 'exit')]);
  }

  get processId(): number {
    return this.#child.pid as number;
  }

  /** Whether the server has ended it. */
  get ended(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  get seconds(): number {
    return this.#bytes / BYTES_PER_SAMPLE / RIG_RATE;
  }

  /** Resolves when sound arrives. */
  async started(): Promise<void> {
    await this.#firstChunk;
    if (this.#bytes === 0) throw new Error(`parec ended without recording: ${this.#errors}`);
  }

  /** Resolves when so many seconds have arrived, or the recorder has ended. */
  async until(seconds: number): Promise<void> {
    while (this.seconds < seconds && !this.ended) await delay(10);
  }

  async stop(): Promise<Recording> {
    if (!this.ended) {
      const gone = once(this.#child, 'exit');
      this.#child.kill('SIGKILL');
      await gone;
    }
    return this.soFar();
  }

  /** The sound that has arrived by now. */
  soFar(): Recording {
    const bytes = Buffer.concat(this.#chunks);
    const samples = new Float32Array(Math.floor(bytes.length / BYTES_PER_SAMPLE));
    new Uint8Array(samples.buffer).set(bytes.subarray(0, samples.byteLength));
    return { samples, sampleRate: RIG_RATE, startMs: this.#startMs };
  }
}
