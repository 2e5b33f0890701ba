/** Mono sound, full scale 1. */
export interface Recording {
  readonly samples: Float32Array;
  /** Hz. */
  readonly sampleRate: number;
}

/** One of several versions of the same sound. */
export interface Track {
  readonly id: string;
  readonly recording: Recording;
  /** Brings it to the loudness of the others. */
  readonly gain: number;
}

/** Long enough not to click, short enough to feel immediate. */
const FADE_SECONDS = 0.015;

/** A track as it plays: its sound, and the gain that decides whether it is heard. */
interface Voice {
  readonly id: string;
  readonly buffer: AudioBuffer;
  readonly output: GainNode;
  readonly gain: number;
}

/** Plays versions of the same sound in step and fades between them, so that they can be compared at any moment. */
export class TrackPlayback {
  readonly duration: number;
  readonly #context: AudioContext;
  readonly #voices: readonly Voice[];
  readonly #onEnd: () => void;
  #sources: AudioBufferSourceNode[] = [];
  #heard: string | null = null;
  /** Position (s) at which playing started or paused, and the context's time then. */
  #from = 0;
  #startedAt: number | null = null;

  constructor(tracks: readonly Track[], onEnd: () => void) {
    this.#context = new AudioContext();
    this.#onEnd = onEnd;
    this.#voices = tracks.map((track) => this.#voiceOf(track));
    this.duration = Math.max(...this.#voices.map(({ buffer }) => buffer.duration));
  }

  get isPlaying(): boolean {
    return this.#startedAt !== null;
  }

  /** Seconds from the start. */
  get position(): number {
    if (this.#startedAt === null) return this.#from;
    return Math.min(this.duration, this.#from + this.#context.currentTime - this.#startedAt);
  }

  /** Plays from the position on; from the start where it is at the end. */
  async play(): Promise<void> {
    if (this.isPlaying) return;
    await this.#context.resume();
    if (this.#from >= this.duration) this.#from = 0;
    this.#startedAt = this.#context.currentTime;
    this.#sources = this.#voices.map(({ buffer, output }) => {
      const source = this.#context.createBufferSource();
      source.buffer = buffer;
      source.connect(output);
      source.start(this.#startedAt ?? 0, this.#from);
      return source;
    });
    const longest = this.#sources.find(({ buffer }) => buffer?.duration === this.duration);
    if (longest) longest.onended = () => this.#finish();
  }

  /** Stops, and keeps the position. */
  pause(): void {
    this.#from = this.position;
    this.#stopSources();
  }

  /** @param position seconds from the start; one outside of the sound is its start or end */
  seek(position: number): void {
    const wasPlaying = this.isPlaying;
    this.#stopSources();
    this.#from = Math.min(this.duration, Math.max(0, position));
    if (wasPlaying) void this.play();
  }

  /** Makes this track the one that is heard, at the place that is playing. */
  hear(id: string): void {
    this.#heard = id;
    for (const voice of this.#voices) {
      const gain = voice.id === this.#heard ? voice.gain : 0;
      voice.output.gain.setTargetAtTime(gain, this.#context.currentTime, FADE_SECONDS / 3);
    }
  }

  /** Ends it, for good. */
  dispose(): void {
    this.#stopSources();
    void this.#context.close();
  }

  #voiceOf({ id, recording: { samples, sampleRate }, gain }: Track): Voice {
    const buffer = this.#context.createBuffer(1, Math.max(1, samples.length), sampleRate);
    buffer.getChannelData(0).set(samples);
    const output = this.#context.createGain();
    output.gain.value = 0;
    output.connect(this.#context.destination);
    return { id, buffer, output, gain };
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
