import { words, type Words } from '../../../words/words.js';

/**
 * PulseAudio's native protocol, which PipeWire's pulse server speaks as well: numbers of its messages
 * (`src/pulsecore/native-common.h` of PulseAudio).
 */
export const COMMAND = {
  error: 0,
  reply: 2,
  createPlaybackStream: 3,
  deletePlaybackStream: 4,
  createRecordStream: 5,
  deleteRecordStream: 6,
  authenticate: 8,
  setClientName: 9,
  getPlaybackLatency: 14,
  getServerInfo: 20,
  getSourceInfo: 23,
  underflow: 63,
  playbackStreamKilled: 64,
  recordStreamKilled: 65,
} as const;

/** The version that is spoken here: the first one in which a record stream has a volume (PulseAudio 1.0). */
export const PROTOCOL_VERSION = 22;

/** Means no index, no channel, or a size that the server chooses. */
export const NONE = 0xffffffff;

/** Bytes of a sample (32-bit float). */
export const SAMPLE_BYTES = 4;

/** Bytes before each message: length, channel, offset (64 bit) and flags. */
export const HEADER_BYTES = 20;

/** Origin of a block's offset: the end of what was written, or what is being played. */
export const SEEK = { afterWritten: 0, afterPlayed: 2 } as const;

/** Codes of error that a server answers with. */
export const ERROR = { accessDenied: 1, noSuchDevice: 5 } as const;

/** Meanings of the codes that help the user. */
export const ERRORS: Readonly<Record<number, Words>> = {
  1: words('audio.errorAccessDenied'),
  3: words('audio.errorNotValid'),
  5: words('audio.errorNoDevice'),
  6: words('audio.errorRefused'),
  14: words('audio.errorOtherVersion'),
};

/** Longest sound that a server may be asked to hold, or may grant, seconds: a larger figure is a fault of it. */
export const LONGEST_GRANT_SECONDS = 10;
