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
  underflow: 63,
  playbackStreamKilled: 64,
  recordStreamKilled: 65,
} as const;

/** The version that is spoken here: the last one whose streams need no list of formats. */
export const PROTOCOL_VERSION = 20;

/** Stands for no index, no channel and for the server's choice of a size. */
export const NONE = 0xffffffff;

/** Of a sample, which is a 32 bit float. */
export const SAMPLE_BYTES = 4;

/** Bytes before each message: length, channel, offset (64 bit) and flags. */
export const HEADER_BYTES = 20;

/** What the offset of a block of samples counts from: what was written last, or what is being played. */
export const SEEK = { afterWritten: 0, afterPlayed: 2 } as const;

/** Messages of error that a server answers with. */
export const ERRORS: Readonly<Record<number, string>> = {
  1: 'access is denied',
  3: 'it is not valid',
  5: 'there is no such device',
  6: 'the connection was refused',
  14: 'the server is of another version',
};
