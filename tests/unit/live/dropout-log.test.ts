import { describe, expect, it } from 'vitest';
import { DropoutLog } from '../../../src/live/dropout-log.js';
import { LATEST_DROPOUTS } from '../../../src/shared/live.js';

const UNDERRUN = { kind: 'underrun', ms: 12, agoMs: 0 } as const;

describe('dropouts', () => {
  const open = (): { log: DropoutLog; clock: { ms: number } } => {
    const clock = { ms: 5000 };
    return { log: new DropoutLog(() => clock.ms), clock };
  };

  it('count only while an app listens, and not while the engine wakes up for it', () => {
    const { log, clock } = open();
    log.add(UNDERRUN);
    log.setListening(true);
    clock.ms += 500;
    log.add(UNDERRUN);
    expect(log.figures).toEqual({ count: 0, latest: [] });
    clock.ms += 1000;
    log.add(UNDERRUN);
    log.add({ ...UNDERRUN, agoMs: 1200 });
    expect(log.figures.count).toBe(1);
    log.setListening(false);
    log.add(UNDERRUN);
    expect(log.figures.count).toBe(1);
  });

  it('are told with kind, length and time; the newest are kept', () => {
    const { log, clock } = open();
    log.setListening(true);
    clock.ms += 10_000;
    const before = Date.now();
    for (let i = 0; i < LATEST_DROPOUTS + 5; i++) log.add({ kind: 'cut', ms: i, agoMs: 100 });
    const { count, latest } = log.figures;
    expect(count).toBe(LATEST_DROPOUTS + 5);
    expect(latest.map(({ ms }) => ms)).toEqual(Array.from({ length: LATEST_DROPOUTS }, (_, i) => i + 5));
    expect(latest[0]?.kind).toBe('cut');
    expect(latest[0]?.time).toBeGreaterThanOrEqual(before - 100);
    expect(latest[0]?.time).toBeLessThanOrEqual(Date.now() - 100);
  });

  it('of a restart last until sound flows again, if the app still listens', () => {
    const { log, clock } = open();
    log.setListening(true);
    clock.ms += 2000;
    log.onSilence();
    clock.ms += 150;
    log.onSilence();
    clock.ms += 150;
    log.onSound();
    log.onSound();
    expect(log.figures).toMatchObject({ count: 1, latest: [{ kind: 'restart', ms: 300 }] });
    log.onSilence();
    log.setListening(false);
    log.onSound();
    expect(log.figures.count).toBe(1);
    log.clear();
    expect(log.figures).toEqual({ count: 0, latest: [] });
  });
});
