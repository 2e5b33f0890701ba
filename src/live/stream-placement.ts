import type { EngineConfig } from '../shared/engine-messages.js';
import type { OwnStream, SoundState } from '../audio/control/open-sound-system.js';
import { words, type Words } from '../words/words.js';

/** More moves than this within this time are intended by somebody else, not a mistake of the server. */
const MOST_MOVES = 3;
const MOVES_MS = 30_000;

/** A stream to be moved to the device where it belongs. */
export interface StreamMove {
  readonly stream: OwnStream;
  /** Stable name of the device that it belongs on. */
  readonly device: string;
}

/** Result of comparing where streams are with where they belong. */
export interface Placement {
  /** Streams to be moved back. */
  readonly moves: readonly StreamMove[];
  /** Sentence about a stream that stays elsewhere; null when all are in place or being moved. */
  readonly words: Words | null;
  /** The microphone that is really recorded, where it is another one that was chosen in a mixer. */
  readonly microphone: string | null;
}

/**
 * Compares where the engine's streams are connected with where they belong. A microphone that was chosen by hand in a
 * mixer stands. Everything else is moved back, since it would end in silence or feedback: PipeWire moves a stream
 * whose device went away to another one, which may be our own microphone. After a few rounds against somebody who moves
 * it again and again that stands too, and is told.
 */
export class StreamPlacement {
  readonly #now: () => number;
  /** When each of the newest moves was asked for, ms. */
  #moves: number[] = [];

  /** @param now monotonic clock in ms */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** @param engineProcessId whose streams these are */
  check(sound: SoundState, config: EngineConfig, engineProcessId: number | undefined): Placement {
    const streams = sound.ownStreams.filter(
      ({ processId, device }) => processId === engineProcessId && device !== null,
    );
    const capture = streams.filter(
      ({ direction, device }) => direction === 'capture' && device !== config.microphone.name,
    );
    const chosen = sound.microphones.find(({ name }) => capture.some(({ device }) => device === name));
    const back = capture
      .filter(({ device }) => device !== chosen?.name)
      .map((stream) => ({ stream, device: config.microphone.name }));
    const playback = misplacedPlayback(streams, config);
    if (playback) back.push({ stream: playback, device: config.playback.name });
    const byHand = chosen ? words('live.microphoneChosenInMixer', { microphone: chosen.label }) : null;
    const microphone = chosen?.name ?? null;
    if (back.length === 0) return { moves: [], words: byHand, microphone };
    const now = this.#now();
    this.#moves = this.#moves.filter((at) => now - at < MOVES_MS);
    if (this.#moves.length >= MOST_MOVES)
      return { moves: [], words: words('live.streamsFought'), microphone };
    this.#moves.push(now);
    return { moves: back, words: byHand, microphone };
  }
}

/** The stream for the virtual microphone, if it is elsewhere. Headphones may be moved by hand. */
function misplacedPlayback(streams: readonly OwnStream[], config: EngineConfig): OwnStream | undefined {
  const playback = streams.filter(({ direction }) => direction === 'playback');
  if (playback.some(({ device }) => device === config.playback.name)) return undefined;
  // The call's stream is opened first.
  return playback.sort((a, b) => a.index - b.index).find(({ device }) => device !== config.monitor?.name);
}
