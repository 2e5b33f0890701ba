import { describe, expect, it } from 'vitest';
import { PacedSink } from '../../../../src/audio/portaudio/streams/paced-sink.js';
import type { AudioSink } from '../../../../src/audio/streams/sink.js';
import { PlaybackQueue } from '../../../../src/engine/pipeline/playback.js';
import { SimulatedDevice } from '../../../support/simulated-device.js';
import { SimulatedSink } from '../../../support/simulated-sink.js';
import { mean, seededNoise, sine } from '../../../support/signals.js';

const RATE = 16_000;
const PERIOD = 128;
const HOP = 256;
const HOP_MS = 16;

const fail = (error: unknown): never => {
  throw error;
};

interface Run {
  readonly device: SimulatedDevice;
  readonly queue: PlaybackQueue;
  /** When the next hop is due, ms. */
  dueMs: number;
}

/** A queue that nobody steers but the test itself. */
const queueBefore = (sink: AudioSink, now: () => number): PlaybackQueue =>
  new PlaybackQueue({ sink, gain: null, now, steer: () => undefined, onDropout: () => undefined });

const open = (options: { ppm?: number; keep?: boolean } = {}): Run => {
  const device = new SimulatedDevice(RATE, PERIOD, options);
  const now = (): number => device.now;
  return { device, queue: queueBefore(new PacedSink(device, now, fail), now), dueMs: 0 };
};

/** Hops that come on time, but for `jitterMs`, each `HOP × (1 − ppm)` long as a steered resampler gives them. */
async function play(
  run: Run,
  seconds: number,
  { jitterMs = 0, onHop = (): void => undefined }: { jitterMs?: number; onHop?: () => void } = {},
): Promise<void> {
  const { device, queue } = run;
  const jitter = seededNoise(1000);
  const hops = Math.round((1000 * seconds) / HOP_MS);
  let owed = 0;
  let ppm = 0;
  for (let hop = 0; hop < hops; hop++) {
    await device.advance(run.dueMs + jitterMs * (1 + (jitter[hop % 1000] as number)));
    run.dueMs += HOP_MS;
    // The ratio is corrected once a second.
    if (hop % 62 === 0) ppm = queue.drift.ppm;
    owed += HOP * (1 - ppm * 1e-6);
    const length = Math.floor(owed);
    owed -= length;
    queue.push(new Float32Array(length));
    onHop();
  }
}

describe('PlaybackQueue', () => {
  it.each([300, -300])(
    'holds its level for 30 minutes although the device’s clock is off by %i ppm',
    async (ppm) => {
      const run = open({ ppm });
      await play(run, 180, { jitterMs: 2 });
      const { droppedFrames } = run.queue;
      const { insertedFrames } = run.queue.sink;
      const delays: number[] = [];
      const corrections: number[] = [];
      const onHop = (): void => {
        delays.push(run.queue.sink.delay);
        corrections.push(run.queue.drift.ppm);
      };
      await play(run, 27 * 60, { jitterMs: 2, onHop });
      const growth = mean(delays.slice(-3000)) - mean(delays.slice(0, 3000));
      expect(Math.abs(growth)).toBeLessThan(0.002);
      expect(run.device.underruns).toBe(0);
      expect(run.queue.droppedFrames).toBe(droppedFrames);
      expect(run.queue.sink.insertedFrames).toBe(insertedFrames);
      expect(Math.abs(mean(corrections.slice(-30_000)) + ppm)).toBeLessThan(20);
    },
  );

  it('drops the backlog of a stall within a second, and counts it', async () => {
    const run = open();
    await play(run, 5);
    const before = run.queue.sink.delay;
    // 100 ms of capture come at once.
    for (let hop = 0; hop < 6; hop++) run.queue.push(new Float32Array(HOP));
    await play(run, 1);
    expect(run.queue.sink.delay - before).toBeLessThan(0.02);
    expect(run.queue.droppedFrames).toBeGreaterThan(3 * HOP);
  });

  it('cuts a backlog out without a click', async () => {
    const run = open({ keep: true });
    const tone = sine(200, 4, RATE);
    let at = 0;
    const next = (): Float32Array => tone.subarray(at, (at += HOP));
    for (let hop = 0; hop < 200; hop++) {
      await run.device.advance(hop * HOP_MS);
      run.queue.push(next());
      if (hop === 60) for (let more = 0; more < 6; more++) run.queue.push(next());
    }
    expect(run.queue.droppedFrames).toBeGreaterThan(0);
    const played = run.device.written.flatMap((chunk) => [...chunk]).slice(run.device.bufferFrames);
    const steps = played.slice(1).map((sample, i) => Math.abs(sample - (played[i] as number)));
    expect(Math.max(...steps)).toBeLessThan(1.6 * 0.5 * 2 * Math.PI * (200 / RATE));
  });

  it('puts more in reserve on request by a repetition that does not click, and takes it out again', async () => {
    const run = open({ keep: true });
    const tone = sine(200, 4, RATE);
    let at = 0;
    for (let hop = 0; hop < 200; hop++) {
      await run.device.advance(hop * HOP_MS);
      if (hop === 60) void run.queue.stretch(0.015);
      run.queue.push(tone.subarray(at, (at += HOP)));
      if (hop === 61) expect(run.queue.sink.fillSeconds).toBeGreaterThan(0.015);
    }
    expect(run.queue.insertedFrames).toBe(0.015 * RATE);
    expect(run.queue.droppedFrames).toBeGreaterThan(0.01 * RATE);
    const played = run.device.written.flatMap((chunk) => [...chunk]).slice(run.device.bufferFrames);
    const steps = played.slice(1).map((sample, i) => Math.abs(sample - (played[i] as number)));
    expect(Math.max(...steps)).toBeLessThan(1.6 * 0.5 * 2 * Math.PI * (200 / RATE));
  });

  it('fills the buffer anew after the device ran dry', async () => {
    const run = open();
    await play(run, 5);
    run.dueMs += 200;
    await run.device.advance(run.dueMs);
    expect(run.device.underruns).toBe(1);
    await play(run, 5);
    expect(run.queue.sink.xruns).toBe(1);
    expect(run.queue.sink.insertedFrames).toBeGreaterThan(0);
    expect(run.device.underruns).toBe(1);
  });

  it('tells when the device takes nothing any more', async () => {
    const run = open();
    await play(run, 1);
    expect(run.queue.sink.stalled).toBe(false);
    run.device.now += 1500;
    expect(run.queue.sink.stalled).toBe(true);
  });
});

describe('PlaybackQueue before a sound server that tells its level', () => {
  const BLOCK = 80;

  /** Hops that come on time but for what `lateMs` says, steered as a resampler is. */
  function playTo(
    sink: SimulatedSink,
    queue: PlaybackQueue,
    fromHop: number,
    hops: number,
    lateMs: (hop: number) => number,
    onHop = (): void => undefined,
  ): void {
    let owed = 0;
    for (let hop = fromHop; hop < fromHop + hops; hop++) {
      sink.advance(hop * HOP_MS + lateMs(hop));
      owed += HOP * (1 - queue.drift.ppm * 1e-6);
      queue.push(new Float32Array(Math.floor(owed)));
      owed -= Math.floor(owed);
      onHop();
    }
  }
  const HOPS_A_MINUTE = 3750;
  const jitter = seededNoise(1000);
  const jittered = (hop: number): number => 1 + (jitter[hop % 1000] as number);

  it.each([300, -300])('holds its delay for 30 minutes with clocks %i ppm apart', (ppm) => {
    const sink = new SimulatedSink(RATE, BLOCK, ppm);
    const queue = queueBefore(sink, () => sink.now);
    playTo(sink, queue, 0, 3 * HOPS_A_MINUTE, jittered);
    const { xruns } = sink;
    const delays: number[] = [];
    playTo(sink, queue, 3 * HOPS_A_MINUTE, 27 * HOPS_A_MINUTE, jittered, () => delays.push(sink.delay));
    const minute = (index: number): number =>
      mean(delays.slice(index * HOPS_A_MINUTE, (index + 1) * HOPS_A_MINUTE));
    expect(Math.abs(minute(26) - minute(0))).toBeLessThan(0.002);
    expect(sink.xruns).toBe(xruns);
    expect(queue.droppedFrames).toBe(sink.insertedFrames);
  });

  it('keeps more in reserve before anything is late, where it nearly was, for as long as it is needed', () => {
    const sink = new SimulatedSink(RATE, BLOCK);
    const queue = queueBefore(sink, () => sink.now);
    // Every second a hop is 7.5 ms late: of the 8 ms in reserve next to nothing is left.
    playTo(sink, queue, 0, 10 * HOPS_A_MINUTE, (hop) => (hop % 62 === 0 ? 7.5 : 0));
    expect(sink.xruns).toBe(0);
    expect(queue.drift.targetSeconds - sink.reserveSeconds).toBeGreaterThan(0.001);
    expect(queue.drift.targetSeconds - sink.reserveSeconds).toBeLessThan(0.004);
  });

  it('keeps more in reserve on a machine that is late now and then, and gives it back later', () => {
    const sink = new SimulatedSink(RATE, BLOCK);
    const queue = queueBefore(sink, () => sink.now);
    playTo(sink, queue, 0, HOPS_A_MINUTE, () => 0);
    const calm = sink.delay;
    // Every second a hop is 14 ms late.
    const lateNowAndThen = (hop: number): number => (hop % 62 === 0 ? 14 : 0);
    playTo(sink, queue, HOPS_A_MINUTE, 2 * HOPS_A_MINUTE, lateNowAndThen);
    const { xruns } = sink;
    expect(xruns).toBeGreaterThan(0);
    playTo(sink, queue, 3 * HOPS_A_MINUTE, HOPS_A_MINUTE / 2, lateNowAndThen);
    expect(sink.xruns).toBe(xruns);
    expect(sink.delay - calm).toBeGreaterThan(0.004);
    playTo(sink, queue, 3.5 * HOPS_A_MINUTE, 10 * HOPS_A_MINUTE, () => 0);
    expect(sink.delay - calm).toBeLessThan(0.003);
  });
});
