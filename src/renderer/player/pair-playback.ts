/** Mono sound, full scale 1. */
export interface Recording {
  readonly samples: Float32Array;
  /** Hz. */
  readonly sampleRate: number;
}

export const SIDES = ['before', 'after'] as const;
export type Side = (typeof SIDES)[number];

/** Long enough not to click, short enough to feel immediate. */
const FADE_SECONDS = 0.015;

/** Plays two recordings in step and fades between them, so that they can be compared at any moment. */
export class PairPlayback {
  readonly duration: number;
  readonly #context: AudioContext;
  readonly #buffers: Readonly<Record<Side, AudioBuffer>>;
  readonly #gains: Readonly<Record<Side, GainNode>>;
  readonly #levels: Readonly<Record<Side, number>>;
  #sources: AudioBufferSourceNode[] = [];
  #side: Side = 'after';
  /** Position (s) at which playing started or paused, and the context's time then. */
  #from = 0;
  #startedAt: number | null = null;
  #onEnd: () => void;

  /** `afterGain` brings the recording after to the loudness of the one before. */
  constructor(recordings: Readonly<Record<Side, Recording>>, afterGain: number, onEnd: () => void) {
    this.#context = new AudioContext();
    this.#onEnd = onEnd;
    this.#levels = { before: 1, after: afterGain };
    const bufferOf = ({ samples, sampleRate }: Recording) => {
      const buffer = this.#context.createBuffer(1, Math.max(1, samples.length), sampleRate);
      buffer.getChannelData(0).set(samples);
      return buffer;
    };
    const silentGain = () => {
      const gain = this.#context.createGain();
      gain.gain.value = 0;
      gain.connect(this.#context.destination);
      return gain;
    };
    this.#buffers = { before: bufferOf(recordings.before), after: bufferOf(recordings.after) };
    this.#gains = { before: silentGain(), after: silentGain() };
    this.duration = Math.max(this.#buffers.before.duration, this.#buffers.after.duration);
    this.#fade();
  }

  get isPlaying(): boolean {
    return this.#startedAt !== null;
  }

  /** Seconds from the start. */
  get position(): number {
    if (this.#startedAt === null) return this.#from;
    return Math.min(this.duration, this.#from + this.#context.currentTime - this.#startedAt);
  }

  async play(): Promise<void> {
    if (this.isPlaying) return;
    await this.#context.resume();
    if (this.#from >= this.duration) this.#from = 0;
    this.#startedAt = this.#context.currentTime;
    this.#sources = SIDES.map((side) => {
      const source = this.#context.createBufferSource();
      source.buffer = this.#buffers[side];
      source.connect(this.#gains[side]);
      source.start(this.#startedAt ?? 0, this.#from);
      return source;
    });
    const last = this.#sources[0];
    if (last) last.onended = () => this.#finish();
  }

  pause(): void {
    this.#from = this.position;
    this.#stopSources();
  }

  seek(position: number): void {
    const wasPlaying = this.isPlaying;
    this.#stopSources();
    this.#from = Math.min(this.duration, Math.max(0, position));
    if (wasPlaying) void this.play();
  }

  hear(side: Side): void {
    this.#side = side;
    this.#fade();
  }

  dispose(): void {
    this.#stopSources();
    void this.#context.close();
  }

  #fade(): void {
    for (const side of SIDES) {
      const level = side === this.#side ? this.#levels[side] : 0;
      this.#gains[side].gain.setTargetAtTime(level, this.#context.currentTime, FADE_SECONDS / 3);
    }
  }

  #finish(): void {
    this.#from = this.duration;
    this.#stopSources();
    this.#onEnd();
  }

  #stopSources(): void {
    this.#startedAt = null;
    for (const source of this.#sources) {
      source.onended = null;
      source.stop();
      source.disconnect();
    }
    this.#sources = [];
  }
}
