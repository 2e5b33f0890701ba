import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { PulseConnection } from '../../../../../src/audio/pulse/streams/connection.js';
import { PulsePlaybackStream } from '../../../../../src/audio/pulse/streams/playback-stream.js';
import { COMMAND, HEADER_BYTES, SEEK } from '../../../../../src/audio/pulse/streams/protocol.js';
import { PulseRecordStream } from '../../../../../src/audio/pulse/streams/record-stream.js';
import { MONO, TagWriter, type ChannelMap } from '../../../../../src/audio/pulse/streams/tagstruct.js';
import { DeviceLostError } from '../../../../../src/audio/streams/source.js';
import type { MicrophoneChannel } from '../../../../../src/shared/live.js';
import { ScriptedPulseServer, type Answer } from '../../../../support/pulse-server.js';

const RATE = 48_000;
const CHANNEL = 3;
const BLOCK_MICROSECONDS = 5000;
const ACCESS_DENIED = 1;
const NO_ENTITY = 5;
const STEREO: ChannelMap = Uint8Array.of(1, 2);
const BYTES_A_SECOND = 4 * RATE;

let server: ScriptedPulseServer;
let connection: PulseConnection;

async function connect(answer: Answer): Promise<void> {
  server = await ScriptedPulseServer.start(answer);
  const cookie = Buffer.alloc(256);
  connection = await PulseConnection.open({ path: server.path }, cookie, { 'application.name': 'test' });
}

afterEach(() => {
  connection.close();
  server.stop();
});

const microseconds = (value: number): Buffer => tagged(0x55, value);
const s64 = (value: number): Buffer => tagged(0x72, value);
function tagged(tag: number, value: number): Buffer {
  const bytes = Buffer.of(tag, 0, 0, 0, 0, 0, 0, 0, 0);
  bytes.writeBigInt64BE(BigInt(value), 1);
  return bytes;
}

/** Opens streams on the device `mic`, which has these channels, and takes everything else. */
const willing = (command: number, channels: ChannelMap = MONO, grantedBytes = 1536): Buffer => {
  const reply = new TagWriter();
  if (command === COMMAND.getSourceInfo)
    return reply.u32(0).string('mic').string('A microphone').floatFormat(RATE, channels).bytes;
  if (command === COMMAND.createRecordStream)
    return reply.u32(CHANNEL).u32(0).u32(0).u32(grantedBytes).floatFormat(RATE, channels).u32(0).string('mic')
      .bytes;
  if (command === COMMAND.getServerInfo) return reply.string('pulseaudio').bytes;
  if (command !== COMMAND.createPlaybackStream) return reply.bytes;
  for (const value of [CHANNEL, 0, 0, 0, 0, 0, 0]) reply.u32(value);
  reply.floatFormat(RATE, MONO).u32(0).string('mic').boolean(false);
  return Buffer.concat([reply.bytes, microseconds(BLOCK_MICROSECONDS)]);
};

const openSource = (name = 'mic', channel: MicrophoneChannel = 'loudest'): Promise<PulseRecordStream> =>
  PulseRecordStream.open(connection, { name, sampleRate: RATE, channels: 1, channel }, 8);

const floats = (...values: number[]): Buffer => Buffer.from(Float32Array.from(values).buffer);

describe('PulseConnection', () => {
  it('tells in words why a server refuses', async () => {
    await connect((command) => (command === COMMAND.createRecordStream ? ACCESS_DENIED : willing(command)));
    const opening = openSource();
    await expect(opening).rejects.toThrow(DeviceLostError);
    await expect(opening).rejects.toThrow('access is denied');
  });

  it('gives up on a server that takes a request and never answers', async () => {
    const answers = (command: number): Buffer | null =>
      command === COMMAND.createRecordStream ? null : willing(command);
    await connect(answers);
    await expect(openSource()).rejects.toThrow('has not answered for 5 seconds');
  });

  it('ends all that is asked and every stream when the connection ends', async () => {
    await connect((command) => willing(command));
    const stream = await openSource('mic');
    const reading = stream.read(256);
    server.hangUp();
    await expect(reading).rejects.toThrow(DeviceLostError);
    expect(connection.ended).toBe(true);
    await expect(stream.read(256)).rejects.toThrow(DeviceLostError);
  });

  it('ends at a message of a length that makes no sense', async () => {
    await connect((command) => willing(command));
    const stream = await openSource('mic');
    server.send(Buffer.alloc(HEADER_BYTES, 0xff));
    await expect(stream.read(1)).rejects.toThrow('makes no sense');
  });
});

describe('PulseRecordStream', () => {
  it.each([1, 3, 7, 1000])('puts samples together that come in pieces of %i bytes', async (pieceBytes) => {
    await connect((command) => willing(command));
    const stream = await openSource('mic');
    const reading = stream.read(4);
    await server.sendBlock(CHANNEL, floats(1, 2, 3, 4), pieceBytes);
    expect([...(await reading)]).toEqual([1, 2, 3, 4]);
    await server.sendBlock(CHANNEL, floats(5, 6, 7), pieceBytes);
    await server.sendBlock(CHANNEL, floats(8), pieceBytes);
    expect([...(await stream.read(2))]).toEqual([5, 6]);
    expect([...(await stream.read(2))]).toEqual([7, 8]);
    expect(stream.xruns).toBe(0);
  });

  it('begins with the newest samples, so that each hop is complete when a block comes', async () => {
    await connect((command) => willing(command));
    const stream = await openSource('mic');
    const reading = stream.read(2);
    await server.sendBlock(CHANNEL, floats(1, 2, 3));
    expect([...(await reading)]).toEqual([2, 3]);
  });

  it('loses the oldest samples of what nobody reads, and counts it', async () => {
    await connect((command) => willing(command));
    const stream = await openSource('mic');
    const first = stream.read(1);
    await server.sendBlock(CHANNEL, floats(0));
    await first;
    const count = RATE;
    await server.sendBlock(CHANNEL, floats(...Array.from({ length: count }, (_, i) => i)));
    while (stream.xruns === 0) await delay(1);
    await delay(20);
    const [oldest] = await stream.read(1);
    expect(oldest).toBeGreaterThan(RATE / 2);
    const rest = await stream.read(count - 1 - (oldest as number));
    expect(rest.at(-1)).toBe(count - 1);
  });

  it.each([
    [1, [0.5, 0.25]],
    [2, [5, 6]],
  ] as const)('gives channel %i of a microphone with two, each sample as it is', async (channel, heard) => {
    await connect((command) => willing(command, STEREO));
    const stream = await openSource('mic', channel);
    const reading = stream.read(2);
    // A block may end within a frame.
    await server.sendBlock(CHANNEL, floats(0.5, 5, 0.25, 6), 6);
    expect([...(await reading)]).toEqual(heard);
  });

  it('refuses a buffer or a format that makes no sense', async () => {
    await connect((command) => willing(command, MONO, 2 ** 31));
    await expect(openSource()).rejects.toThrow('makes no sense');
    connection.close();
    server.stop();
    await connect((command) => willing(command, new Uint8Array(33)));
    await expect(openSource()).rejects.toThrow('makes no sense');
  });

  it('says so where there is no such source', async () => {
    await connect((command) => (command === COMMAND.getSourceInfo ? NO_ENTITY : willing(command)));
    await expect(openSource('nobody')).rejects.toThrow('no microphone “nobody”');
  });

  it('is lost when the server ends it', async () => {
    await connect((command) => willing(command));
    const stream = await openSource('mic');
    const reading = stream.read(1);
    server.tell(COMMAND.recordStreamKilled, CHANNEL);
    await expect(reading).rejects.toThrow('ended the stream');
  });

  it('refuses a device that PipeWire put in place of the one that is not there', async () => {
    await connect((command) => willing(command));
    await expect(openSource('usb')).rejects.toThrow('no microphone “usb”');
  });
});

describe('PulsePlaybackStream', () => {
  it('starts each hop the reserve after what is played, until the device runs', async () => {
    let played = 0;
    let written = 0;
    let runs = false;
    await connect((command) => {
      if (command !== COMMAND.getPlaybackLatency) return willing(command);
      played += runs ? BYTES_A_SECOND : 0;
      const { bytes } = new TagWriter().boolean(true).noTime().noTime();
      return Buffer.concat([microseconds(0), microseconds(0), bytes, s64(written), s64(played)]);
    });
    const stream = await PulsePlaybackStream.open(connection, 'mic', RATE, () => undefined);
    const hop = new Float32Array(768).fill(0.5);
    const full = Math.round((stream.reserveSeconds + BLOCK_MICROSECONDS / 1e6) * RATE) * 4;
    const write = async (): Promise<void> => {
      written += 4 * hop.length;
      stream.write(hop);
      await delay(5);
    };
    for (let i = 0; i < 3; i++) await write();
    expect(server.blocks.map(({ seek, offset }) => [seek, offset])).toEqual(
      Array.from({ length: 3 }, () => [SEEK.afterPlayed, full]),
    );
    expect(stream.insertedFrames).toBe(0);
    runs = true;
    await write();
    await write();
    server.blocks.length = 0;
    await write();
    expect(server.blocks.map(({ seek, offset }) => [seek, offset])).toEqual([[SEEK.afterWritten, 0]]);
    expect(server.blocks[0]?.bytes.equals(Buffer.from(hop.buffer))).toBe(true);
  });

  it('is lost when the server ends it', async () => {
    await connect((command) => willing(command));
    const lost = new Promise((resolve) => {
      void PulsePlaybackStream.open(connection, 'mic', RATE, resolve).then(() =>
        server.tell(COMMAND.playbackStreamKilled, CHANNEL),
      );
    });
    expect(await lost).toBeInstanceOf(DeviceLostError);
  });
});
