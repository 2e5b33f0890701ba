import { describe, expect, it } from 'vitest';
import { CATALOGUE, DEFAULT_MODEL_ID, settingsOf } from '../../../src/models/catalogue.js';
import { DEFAULT_LIVE_SETTINGS } from '../../../src/shared/live.js';

const byId = (id: string) => {
  const entry = CATALOGUE.find((candidate) => candidate.id === id);
  if (!entry) throw new Error(`no ${id}`);
  return entry;
};

describe('catalogue', () => {
  it('has every release once, and GTCRN', () => {
    const ids = CATALOGUE.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => id.endsWith('-vd'))).toHaveLength(5);
    expect(ids.filter((id) => id.endsWith('-vd-spec'))).toHaveLength(5);
    expect(ids.filter((id) => id.endsWith('-dns'))).toHaveLength(5);
    expect(ids.filter((id) => id.endsWith('-48khz'))).toHaveLength(5);
    expect(ids).toContain('gtcrn');
    expect(ids).toHaveLength(21);
  });

  it('has the default of the live microphone', () => {
    expect(DEFAULT_LIVE_SETTINGS.modelId).toBe(DEFAULT_MODEL_ID);
    expect(byId(DEFAULT_MODEL_ID).sizeBytes).toBe(125_036);
  });

  it('names the files and hops of the releases', () => {
    expect(byId('fastenhancer-l-vd-spec').download?.url).toBe(
      'https://github.com/aask1357/fastenhancer/releases/download/onnx-vd-v1.0.0/fastenhancer_l.spec.onnx',
    );
    expect(['t', 'b', 's', 'm', 'l'].map((tier) => byId(`fastenhancer-${tier}-dns`).hop)).toEqual([
      256, 256, 256, 160, 100,
    ]);
    expect(['t', 'b', 's', 'm', 'l'].map((tier) => byId(`fastenhancer-${tier}-48khz`).hop)).toEqual([
      512, 512, 512, 320, 200,
    ]);
  });

  it('pins digests of 64 hex digits, over TLS only', () => {
    for (const { sha256, download } of CATALOGUE) {
      if (sha256 !== null) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      if (download) expect([download.url, download.releaseApiUrl].join()).not.toContain('http:');
    }
    expect(CATALOGUE.filter(({ sha256 }) => sha256 !== null)).toHaveLength(10);
  });

  it('leaves to a wav2wav graph what the graph says', () => {
    expect(settingsOf(byId('fastenhancer-m-48khz'))).toEqual({ sampleRate: 48_000, window: 'hann' });
    expect(settingsOf(byId('gtcrn'))).toEqual({
      sampleRate: 16_000,
      nFft: 512,
      hop: 256,
      window: 'hann-sqrt',
    });
  });
});
