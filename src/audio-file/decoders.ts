import type { OpusPacketDecoder } from '@audio/decode-opus/core';

/** Samples that a decoder made of a piece of a file. */
export interface Decoded {
  /** Samples of each channel, full scale ±1. */
  readonly channelData: readonly Float32Array[];
  readonly samplesDecoded: number;
  readonly errors: readonly unknown[];
}

const NOTHING: Decoded = { channelData: [], samplesDecoded: 0, errors: ['not decoded'] };

/**
 * Runs a decoder that is made of C code. It writes what it finds to the console by itself and throws on what it
 * can't parse at all; both become errors of the piece.
 */
function attempt(decode: () => Partial<Decoded>): Decoded {
  // Their own messages are kept from the terminal.
  const { error } = console;
  const setError = (to: typeof error) => Object.assign(console, { error: to });
  setError(() => undefined);
  try {
    const { channelData = [], errors = [], samplesDecoded } = decode();
    return { channelData, errors, samplesDecoded: samplesDecoded ?? channelData[0]?.length ?? 0 };
  } catch {
    return NOTHING;
  } finally {
    setError(error);
  }
}

/** A decoder of one stream. */
export interface Decoder {
  decode(pieces: readonly Uint8Array[]): Decoded;
  free(): void;
}

/** Internals of the packages, beyond what they declare; their versions are pinned. */
interface FrameDecoder {
  readonly _decoder: { decodeFrames(frames: readonly Uint8Array[]): Decoded };
  free(): void;
}
interface VorbisPacketDecoder {
  readonly _decoder: {
    sendSetupHeader(packet: Uint8Array): void;
    initDsp(): void;
    decodePackets(packets: readonly Uint8Array[]): Decoded;
  };
  free(): void;
}

/** Decodes FLAC frames. Integers come out divided by 2^(bits − 1) − 1. */
export async function flacDecoder(): Promise<Decoder> {
  const decoder = (await (await import('@audio/decode-flac')).decoder()) as unknown as FrameDecoder;
  return {
    decode: (frames) => attempt(() => decoder._decoder.decodeFrames(frames)),
    free: () => decoder.free(),
  };
}

/** Order of WAV files for channels in Vorbis' order (Vorbis I, 4.3.9), by their number. */
export const VORBIS_ORDER: Readonly<Record<number, readonly number[]>> = {
  3: [0, 2, 1],
  5: [0, 2, 1, 3, 4],
  6: [0, 2, 1, 5, 3, 4],
  7: [0, 2, 1, 6, 5, 3, 4],
  8: [0, 2, 1, 7, 5, 6, 3, 4],
};

/**
 * Decodes Vorbis packets.
 *
 * @param identification the first header packet
 * @param setup          the third one
 */
export async function vorbisDecoder(identification: Uint8Array, setup: Uint8Array): Promise<Decoder> {
  const decoder = (await (await import('@audio/decode-vorbis')).decoder()) as unknown as VorbisPacketDecoder;
  decoder._decoder.sendSetupHeader(identification);
  decoder._decoder.sendSetupHeader(setup);
  decoder._decoder.initDsp();
  return {
    decode: (packets) => {
      const decoded = attempt(() => decoder._decoder.decodePackets(packets));
      const order = VORBIS_ORDER[decoded.channelData.length];
      if (!order) return decoded;
      return {
        ...decoded,
        channelData: order.map((channel) => decoded.channelData[channel] as Float32Array),
      };
    },
    free: () => decoder.free(),
  };
}

/** Decodes Opus packets at 48 kHz; samples of the encoder's start (pre-skip) are left out. */
export async function opusDecoder(options: Parameters<OpusPacketDecoder['configure']>[0]): Promise<Decoder> {
  const decoder = await (await import('@audio/decode-opus/core')).createOpusDecoder();
  decoder.configure(options);
  return {
    decode: (packets) => attempt(() => decoder.decodeFrames([...packets])),
    free: () => decoder.free(),
  };
}

/** Decodes MP3 frames, always into two channels; the encoder's delay is cut where a tag in the stream tells it. */
export async function mp3Decoder(): Promise<Decoder> {
  const decoder = await (await import('@audio/decode-mp3')).decoder();
  return {
    decode: (frames) => attempt(() => decoder.decode(Buffer.concat(frames)) as Partial<Decoded>),
    free: () => decoder.free(),
  };
}
