import { describe, expect, it } from 'vitest';
import { largestStep, peak } from '../../../support/signals.js';
import { AMPLITUDE, CONFIG, HERTZ, RATE, SimulatedPipeline } from '../../../support/simulated-pipeline.js';

const DETECTOR = 'detector.onnx';
const BYPASSED = { ...CONFIG, bypass: true };

describe('a pipeline whose voice gate is switched', () => {
  it('delays by the look-ahead only while it is on, and neither clicks nor breaks off', async () => {
    const simulation = new SimulatedPipeline({ speech: 1 });
    const { pipeline, detectors } = simulation;
    await pipeline.configure(BYPASSED);
    await simulation.pass(1000);
    const writes = simulation.writes();
    expect(detectors).toEqual([]);
    expect(pipeline.stats()?.latency.gateMs).toBe(0);
    await pipeline.configure({ ...BYPASSED, voiceDetector: DETECTOR });
    expect(detectors).toEqual([DETECTOR]);
    expect(pipeline.stats()?.latency.gateMs).toBe(96);
    await simulation.pass(500);
    await pipeline.configure(BYPASSED);
    await simulation.pass(500);
    expect(detectors).toEqual([]);
    expect(pipeline.stats()?.latency.gateMs).toBe(0);
    await pipeline.close();
    expect(simulation.hops).toEqual({ plain: 0 });
    const played = simulation.playedSince(writes);
    // A tone's own steps, up to √2 of them where two that are in phase fade into each other with equal power.
    expect(largestStep(played)).toBeLessThan(1.05 * Math.SQRT2 * AMPLITUDE * ((2 * Math.PI * HERTZ) / RATE));
    for (let at = 0; at + 160 <= played.length; at += 160)
      expect(peak(played.subarray(at, at + 160))).toBeGreaterThan(0.3 * AMPLITUDE);
  });

  it('mutes what is no voice until it is switched off', async () => {
    const simulation = new SimulatedPipeline({ speech: 0 });
    const { pipeline } = simulation;
    await pipeline.configure(BYPASSED);
    await simulation.pass(1000);
    await pipeline.configure({ ...BYPASSED, voiceDetector: DETECTOR });
    await simulation.pass(800);
    const muted = simulation.writes();
    await simulation.pass(300);
    expect(peak(simulation.playedSince(muted))).toBe(0);
    await pipeline.configure(BYPASSED);
    await simulation.pass(300);
    const reopened = simulation.writes();
    await simulation.pass(300);
    expect(peak(simulation.playedSince(reopened))).toBeGreaterThan(0.9 * AMPLITUDE);
    await pipeline.close();
  });
});
