import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CATALOGUE, DEFAULT_MODEL_ID, settingsOf } from '../../../src/models/catalogue.js';
import { checkModelFile } from '../../../src/models/check.js';
import { catalogueRow } from '../../../src/models/listing.js';
import { DEFAULT_LIVE_SETTINGS } from '../../../src/shared/live.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { tinyDpdfnet, tinyGtcrn, writeTinyModel } from '../../support/tiny-models.js';

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
    expect(ids.filter((id) => id.startsWith('gtcrn-dns3'))).toHaveLength(2);
    expect(ids.filter((id) => id.startsWith('dpdfnet'))).toHaveLength(8);
    expect(ids).toHaveLength(31);
    expect(new Set(CATALOGUE.map(({ label }) => label)).size).toBe(ids.length);
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
      if (download)
        expect([download.url, download.releaseApiUrl, download.treeApiUrl].join()).not.toContain('http:');
    }
    expect(CATALOGUE.filter(({ sha256 }) => sha256 !== null)).toHaveLength(12);
    // An entry without a digest of ours asks its publisher.
    for (const { id, sha256, download } of CATALOGUE)
      if (download && !sha256) expect(download.releaseApiUrl ?? download.treeApiUrl, id).toBeTruthy();
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

  it('says of GTCRN what its weights were trained on, and of figures where they are from', () => {
    for (const id of ['gtcrn', 'gtcrn-dns3', 'gtcrn-dns3-simple'])
      expect(byId(id).trainedOn).toBe('DNS Challenge 3');
    const figures = (id: string) =>
      byId(id).quality.map(({ metric, value, testSet }) => `${metric} ${value}, ${testSet}`);
    expect(figures('fastenhancer-b-dns')).toEqual([
      'DNSMOS overall 3.2, DNS Challenge 1, no reverb',
      'PESQ 2.69, DNS Challenge 1, no reverb',
      'STOI 0.953, DNS Challenge 1, no reverb',
    ]);
    expect(figures('fastenhancer-l-vd-spec')).toContain('PESQ 3.26, VoiceBank-DEMAND');
    expect(figures('gtcrn-dns3')).toHaveLength(6);
    const limits = { 'DNSMOS overall': [1, 5], PESQ: [1, 4.64], STOI: [0, 1] } as const;
    for (const { quality } of CATALOGUE)
      for (const { source, value, metric } of quality) {
        expect(source).toMatch(/^https:/);
        expect(value).toBeGreaterThan(limits[metric][0]);
        expect(value).toBeLessThan(limits[metric][1]);
      }
  });

  it.each([
    ['dpdfnet2-8khz', 8_000, 160],
    ['dpdfnet2', 16_000, 320],
    ['dpdfnet2-48khz-hr', 48_000, 960],
  ])('%s agrees with what its file says, and its lag is shown', async (id, sampleRate, nFft) => {
    const file = writeTinyModel(join(temporaryFolder(), 'model.onnx'), tinyDpdfnet({ sampleRate, nFft }));
    const { spec, assumed } = await checkModelFile(file, settingsOf(byId(id)));
    expect(spec).toMatchObject({ sampleRate, nFft, hop: byId(id).hop, lagHops: byId(id).lagHops });
    expect(assumed).toEqual([]);
    expect((await catalogueRow(byId(id), 'none')).latencyMs).toBe(60);
  });

  it('lends GTCRN’s settings to its authors’ file', async () => {
    const file = writeTinyModel(join(temporaryFolder(), 'model.onnx'), tinyGtcrn());
    expect((await checkModelFile(file, settingsOf(byId('gtcrn-dns3')))).spec.contract).toBe('gtcrn');
  });
});
