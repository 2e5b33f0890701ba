import { EMBEDDED_MODELS } from './embedded.js';
import type { ModelKind, ModelSettings, WindowType } from '../shared/model-spec.js';

/** Where a published file comes from, and where its publisher states its digest. */
export interface PublishedFile {
  readonly url: string;
  /** The release in GitHub's REST API; its asset of this file's name carries a `digest`. */
  readonly releaseApiUrl: string;
}

/** A model that is known by name. */
export interface CatalogueEntry {
  readonly id: string;
  readonly label: string;
  /** What it is good for, in plain words. */
  readonly goodFor: string;
  readonly family: string;
  readonly kind: ModelKind;
  readonly sampleRate: number;
  readonly nFft: number;
  /** Hop by the training configuration; where the graph says its own, the graph decides. */
  readonly hop: number;
  /** Frames by which the network itself lags. */
  readonly lagHops: number;
  readonly window: WindowType;
  readonly trainedOn: string;
  readonly licence: string;
  readonly copyright: string;
  readonly homepage: string;
  /** Size of the published file; null where nobody has measured it. */
  readonly sizeBytes: number | null;
  /** Pinned SHA-256 of the published file; null: the publisher's digest is asked at download time. */
  readonly sha256: string | null;
  /** Null where no download of the streaming graph is known: it can be imported. */
  readonly download: PublishedFile | null;
}

/** The model inside the app: what runs when nothing else was chosen. */
export const DEFAULT_MODEL_ID = 'fastenhancer-t-vd';

/** The largest FastEnhancer, L, has 4.5 MB; nothing near this limit is a model of this catalogue. */
export const MAX_MODEL_BYTES = 64 * 2 ** 20;

const REPOSITORY = 'aask1357/fastenhancer';

const TIERS = ['t', 'b', 's', 'm', 'l'] as const;
type Tier = (typeof TIERS)[number];

const HOP_16_KHZ: Record<Tier, number> = { t: 256, b: 256, s: 256, m: 160, l: 100 };

interface Release {
  /** Last part of the ids. */
  readonly name: string;
  readonly tag: string;
  readonly kinds: readonly ModelKind[];
  readonly sampleRate: number;
  readonly nFft: number;
  readonly trainedOn: string;
  readonly goodFor: Record<Tier, string>;
}

const RELEASES: readonly Release[] = [
  {
    name: 'vd',
    tag: 'onnx-vd-v1.0.0',
    kinds: ['wav2wav', 'spec2spec'],
    sampleRate: 16_000,
    nFft: 512,
    trainedOn: 'VoiceBank-DEMAND',
    goodFor: {
      t: 'Lightest',
      b: 'Balanced',
      s: 'Cleaner, for a bit more work',
      m: 'Cleaner still, for a fast machine',
      l: 'Heaviest, for the fastest machines',
    },
  },
  {
    name: 'dns',
    tag: 'onnx-dns-v1.0.0',
    kinds: ['wav2wav'],
    sampleRate: 16_000,
    nFft: 512,
    trainedOn: 'DNS Challenge',
    goodFor: {
      t: 'Lightest for many kinds of noise',
      b: 'Best in loud noise',
      s: 'Loud noise, for a bit more work',
      m: 'Loud noise, for a fast machine',
      l: 'Loud noise, for the fastest machines',
    },
  },
  {
    name: '48khz',
    tag: 'onnx-48khz-v1',
    kinds: ['wav2wav'],
    sampleRate: 48_000,
    nFft: 1024,
    trainedOn: '48 kHz speech',
    goodFor: {
      t: 'Full band, lightest',
      b: 'Full band, balanced',
      s: 'Full band, cleaner',
      m: 'Full band, for a fast machine',
      l: 'Full band, for the fastest machines',
    },
  },
];

/** Published by others who downloaded the files; for 48 kHz T, B and S two sources agree. */
const SHA256: Readonly<Record<string, string>> = {
  'fastenhancer-t-vd': EMBEDDED_MODELS.denoiser.sha256,
  'fastenhancer-t-vd-spec': '915a451f3b1ea8e98c20517c63b50943aa1d540624189f3106cc2e03d09634eb',
  'fastenhancer-s-vd': 'e2d0e91bbfab4af1316bb2c41126a38c8b3cd015b93bb630d651af8fdbf7f2e8',
  'fastenhancer-m-vd': '367059e724dd367c056dc906e9698ec5864c80c9a88e0597f7a2b0f81c506aaa',
  'fastenhancer-l-vd': '915d4ae3871c3271e75c194e72a3ff031d5593be4f6f56ccb78df82071ef0750',
  'fastenhancer-t-48khz': '1993a3f58ae95d959123b3d28779c2800e0f016d6f4e1177f1213144f301b89c',
  'fastenhancer-b-48khz': '70e23bba3d41e80d30ebc5eba39d9df64f0e0315f31c772022bb17576c4d96bf',
  'fastenhancer-s-48khz': 'f04ece2beed330da367264c54cedded62f65a117fbde5c005d3a88fc796d0ba3',
  'fastenhancer-m-48khz': 'c7da800810b583f4734d757c6e14d235f3eec81476121b595743e5866b66efa2',
  'fastenhancer-l-48khz': 'd7138309ec98266c668b2f86658fcc8f4e82ded67cd7fc8d6598534104b4bf89',
};

/** Sizes of the files that were at hand with the pinned digest. */
const SIZE_BYTES: Readonly<Record<string, number>> = {
  'fastenhancer-t-vd': 125_036,
  'fastenhancer-t-vd-spec': 120_579,
};

function fastEnhancer(release: Release, kind: ModelKind, tier: Tier): CatalogueEntry {
  const spectral = kind === 'spec2spec';
  const id = `fastenhancer-${tier}-${release.name}${spectral ? '-spec' : ''}`;
  const file = `fastenhancer_${tier}${spectral ? '.spec' : ''}.onnx`;
  return {
    id,
    label: `FastEnhancer-${tier.toUpperCase()}, ${release.trainedOn}${spectral ? ', spec2spec' : ''}`,
    goodFor: spectral ? `${release.goodFor[tier]}; STFT outside the graph` : release.goodFor[tier],
    family: 'FastEnhancer',
    kind,
    sampleRate: release.sampleRate,
    nFft: release.nFft,
    hop: (HOP_16_KHZ[tier] * release.nFft) / 512,
    lagHops: 0,
    window: 'hann',
    trainedOn: release.trainedOn,
    licence: 'MIT',
    copyright: '© 2025 AHN Sung Hwan',
    homepage: `https://github.com/${REPOSITORY}`,
    sizeBytes: SIZE_BYTES[id] ?? null,
    sha256: SHA256[id] ?? null,
    download: {
      url: `https://github.com/${REPOSITORY}/releases/download/${release.tag}/${file}`,
      releaseApiUrl: `https://api.github.com/repos/${REPOSITORY}/releases/tags/${release.tag}`,
    },
  };
}

/** GTCRN's authors publish another streaming contract, so the spec2spec graph can only be imported. */
const GTCRN: CatalogueEntry = {
  id: 'gtcrn',
  label: 'GTCRN, spec2spec',
  goodFor: 'Small, with its own sound; import only',
  family: 'GTCRN',
  kind: 'spec2spec',
  sampleRate: 16_000,
  nFft: 512,
  hop: 256,
  lagHops: 0,
  window: 'hann-sqrt',
  trainedOn: 'VoiceBank-DEMAND',
  licence: 'MIT',
  copyright: '© 2024 Rong Xiaobin',
  homepage: 'https://github.com/Xiaobin-Rong/gtcrn',
  sizeBytes: null,
  sha256: null,
  download: null,
};

/** Every known model, lightest first within each training set. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  ...RELEASES.flatMap((release) =>
    release.kinds.flatMap((kind) => TIERS.map((tier) => fastEnhancer(release, kind, tier))),
  ),
  GTCRN,
];

/**
 * What the entry tells about a graph that the graph can't tell itself. A wav2wav graph says its FFT size and
 * hop, and it decides.
 */
export const settingsOf = (entry: CatalogueEntry): ModelSettings => ({
  sampleRate: entry.sampleRate,
  window: entry.window,
  ...(entry.kind === 'spec2spec' ? { nFft: entry.nFft, hop: entry.hop } : {}),
});
