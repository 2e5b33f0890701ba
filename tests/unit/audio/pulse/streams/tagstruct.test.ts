import { describe, expect, it } from 'vitest';
import { MONO, TagReader, TagWriter } from '../../../../../src/audio/pulse/streams/tagstruct.js';

describe('TagWriter', () => {
  it('writes what PulseAudio reads', () => {
    const { bytes } = new TagWriter()
      .u32(0xfffffffe)
      .string('hw')
      .string(null)
      .booleans(true, false)
      .arbitrary(Buffer.of(1, 2))
      .u8(7)
      .floatFormat(48_000, MONO)
      .fullVolume(2);
    expect(bytes.toString('hex')).toBe(
      [
        '4cfffffffe', // L
        '74687700', // t
        '4e', // N
        '3130', // 1 0
        '78000000020102', // x
        '4207', // B
        '6105010000bb80', // a: float32le, one channel, 48000 Hz
        '6d0100', // m: one channel, mono
        '76020001000000010000', // v: two channels, 100 %
      ].join(''),
    );
  });

  it('writes properties with their lengths', () => {
    const { bytes } = new TagWriter().properties({ a: 'ä' });
    expect(bytes.toString('hex')).toBe(
      '50' + '746100' + '4c00000003' + '7800000003c3a400' + '4e', // P, t "a", L 3, x "ä\0", N
    );
  });

  it('has room for as much as is written', () => {
    const text = 'x'.repeat(5000);
    expect(new TagReader(new TagWriter().string(text).bytes).string()).toBe(text);
  });
});

describe('TagReader', () => {
  it('reads numbers, text and times in turn', () => {
    const bytes = Buffer.from('4c0000000755000000000000271072fffffffffffffff05400000001000000024e31', 'hex');
    const reader = new TagReader(bytes);
    expect(reader.u32()).toBe(7);
    expect(reader.microseconds()).toBe(10_000);
    expect(reader.s64()).toBe(-16);
    reader.time();
    expect(reader.string()).toBeNull();
    expect(reader.boolean()).toBe(true);
  });

  it('reads the channels of a format', () => {
    const channels = Uint8Array.of(1, 2, 5);
    const reader = new TagReader(new TagWriter().floatFormat(16_000, channels).u32(5).bytes);
    expect(reader.channelsOfFormat()).toEqual(channels);
    expect(reader.u32()).toBe(5);
  });

  it('refuses a channel map that is cut off', () => {
    const { bytes } = new TagWriter().floatFormat(16_000, Uint8Array.of(1, 2, 5));
    expect(() => new TagReader(bytes.subarray(0, bytes.length - 1)).channelsOfFormat()).toThrow(
      'ends too early',
    );
  });

  it.each([
    ['another value', '4e', /has 78 where 76/],
    ['a cut number', '4c0000', /has 76 where 76/],
    ['nothing', '', /has nothing/],
  ])('refuses %s', (_name, hex, message) => {
    expect(() => new TagReader(Buffer.from(hex, 'hex')).u32()).toThrow(message);
  });

  it('refuses text without an end', () => {
    expect(() => new TagReader(Buffer.from('746868', 'hex')).string()).toThrow('ends too early');
  });
});
