import { EMBEDDED_MODELS } from './embedded.js';
import type { PublishedQuality, QualityMetric } from '../shared/model-listing.js';
import { goodForKey, type GoodForKey } from '../shared/model-words.js';
import type { ModelKind, ModelSettings, WindowType } from '../shared/model-spec.js';

/** Where a published file comes from, and where its publisher states its digest. */
export interface PublishedFile {
  readonly url: string;
  /** The release in GitHub's REST API; its asset of this file's name carries a `digest`. */
  readonly releaseApiUrl?: string;
  /** The folder in Hugging Face's API; its entry of this file's name carries the SHA-256 as `lfs.oid`. */
  readonly treeApiUrl?: string;
}

/** A model that is known by name. */
export interface CatalogueEntry {
  readonly id: string;
  readonly label: string;
  /** Its use, in plain words. */
  readonly goodFor: GoodForKey;
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
  /** A form of another entry: spectra in place of samples, a simplified graph, or one that can only be imported. */
  readonly isForExperts: boolean;
  readonly licence: string;
  readonly copyright: string;
  readonly homepage: string;
  /** Size of the published file; null where nobody has measured it. */
  readonly sizeBytes: number | null;
  /** Pinned SHA-256 of the published file; null: the publisher's digest is asked at download time. */
  readonly sha256: string | null;
  /** Weights that were published of it, in thousands; null where nothing is known. */
  readonly kiloParameters: number | null;
  /** Real-time factor of its spec2spec form on one thread of an Apple M5; null where none was published. */
  readonly publishedRtf: number | null;
  /** Measurements by its publishers or others, with the source; empty where nothing is known. */
  readonly quality: readonly PublishedQuality[];
  /** Null where no download of the streaming graph is known: it can be imported. */
  readonly download: PublishedFile | null;
}

export { DEFAULT_MODEL_ID } from '../shared/model-id.js';

/** The largest FastEnhancer, L, has 4.5 MB; nothing near this limit is a model of this catalogue. */
export const MAX_MODEL_BYTES = 64 * 2 ** 20;

const REPOSITORY = 'aask1357/fastenhancer';

/** Sizes of a FastEnhancer, lightest first. */
export const TIERS = ['t', 'b', 's', 'm', 'l'] as const;
export type Tier = (typeof TIERS)[number];

const HOP_16_KHZ: Record<Tier, number> = { t: 256, b: 256, s: 256, m: 160, l: 100 };

/** Weights in thousands, and real-time factor on one thread of an Apple M5 (FastEnhancer project, tables 1, 2 and 4). */
interface PublishedSize {
  readonly kiloParameters: number;
  readonly rtf: number;
}

const size = (kiloParameters: number, rtf: number): PublishedSize => ({ kiloParameters, rtf });

const SIZES_16_KHZ: Readonly<Record<Tier, PublishedSize>> = {
  t: size(22, 0.0058),
  b: size(91, 0.011),
  s: size(194, 0.0189),
  m: size(492, 0.0386),
  l: size(1105, 0.1052),
};

const SIZES_48_KHZ: Readonly<Record<Tier, PublishedSize>> = {
  t: size(28, 0.0122),
  b: size(101, 0.0261),
  s: size(207, 0.0421),
  m: size(512, 0.1347),
  l: size(1132, 0.4239),
};

/** DNSMOS P.835 overall, PESQ (wide band) and STOI of a model on one test set. */
type QualityRow = readonly [dnsmos: number, pesq: number, stoi: number];

interface Release {
  /** Last part of the ids. */
  readonly name: string;
  readonly tag: string;
  readonly kinds: readonly ModelKind[];
  readonly sampleRate: number;
  readonly nFft: number;
  readonly trainedOn: string;
  readonly sizes: Readonly<Record<Tier, PublishedSize>>;
  /** Published quality of each tier, and the test set; none was published for 48 kHz. */
  readonly quality?: { readonly testSet: string; readonly rows: Readonly<Record<Tier, QualityRow>> };
}

const VOICEBANK = 'VoiceBank-DEMAND';
const DNS_CHALLENGE = 'DNS Challenge 1, no reverb';

const RELEASES: readonly Release[] = [
  {
    name: 'vd',
    tag: 'onnx-vd-v1.0.0',
    kinds: ['wav2wav', 'spec2spec'],
    sampleRate: 16_000,
    nFft: 512,
    trainedOn: 'VoiceBank-DEMAND',
    sizes: SIZES_16_KHZ,
    quality: {
      testSet: VOICEBANK,
      rows: {
        t: [3.06, 2.99, 0.94],
        b: [3.1, 3.13, 0.945],
        s: [3.12, 3.19, 0.947],
        m: [3.11, 3.24, 0.95],
        l: [3.16, 3.26, 0.952],
      },
    },
  },
  {
    name: 'dns',
    tag: 'onnx-dns-v1.0.0',
    kinds: ['wav2wav'],
    sampleRate: 16_000,
    nFft: 512,
    trainedOn: 'DNS Challenge',
    sizes: SIZES_16_KHZ,
    quality: {
      testSet: DNS_CHALLENGE,
      rows: {
        t: [3.1, 2.43, 0.94],
        b: [3.2, 2.69, 0.953],
        s: [3.23, 2.79, 0.96],
        m: [3.26, 2.78, 0.965],
        l: [3.29, 2.94, 0.971],
      },
    },
  },
  {
    name: '48khz',
    tag: 'onnx-48khz-v1',
    kinds: ['wav2wav'],
    sampleRate: 48_000,
    nFft: 1024,
    trainedOn: '48 kHz speech',
    sizes: SIZES_48_KHZ,
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

/** The tables of results in the FastEnhancer project, which are those of its paper (arXiv 2509.21867) and newer. */
const QUALITY_SOURCE = `https://github.com/${REPOSITORY}#results`;

const METRICS: readonly QualityMetric[] = ['DNSMOS overall', 'PESQ', 'STOI'];

const qualityOf = (row: QualityRow, testSet: string): PublishedQuality[] =>
  row.map((value, index) => ({
    metric: METRICS[index] as QualityMetric,
    value,
    testSet,
    source: QUALITY_SOURCE,
  }));

/** @throws Error for an id that has no plain words */
function goodForOf(id: string): GoodForKey {
  const key = goodForKey(id);
  if (!key) throw new Error(`The catalogue has no plain words for ${id}.`);
  return key;
}

function fastEnhancer(release: Release, kind: ModelKind, tier: Tier): CatalogueEntry {
  const spectral = kind === 'spec2spec';
  const id = `fastenhancer-${tier}-${release.name}${spectral ? '-spec' : ''}`;
  const file = `fastenhancer_${tier}${spectral ? '.spec' : ''}.onnx`;
  return {
    id,
    label: `FastEnhancer-${tier.toUpperCase()}, ${release.trainedOn}${spectral ? ', spec2spec' : ''}`,
    goodFor: goodForOf(id),
    family: 'FastEnhancer',
    kind,
    sampleRate: release.sampleRate,
    nFft: release.nFft,
    hop: (HOP_16_KHZ[tier] * release.nFft) / 512,
    lagHops: 0,
    window: 'hann',
    trainedOn: release.trainedOn,
    isForExperts: spectral,
    licence: 'MIT',
    copyright: '© 2025 AHN Sung Hwan',
    homepage: `https://github.com/${REPOSITORY}`,
    sizeBytes: SIZE_BYTES[id] ?? null,
    sha256: SHA256[id] ?? null,
    kiloParameters: release.sizes[tier].kiloParameters,
    publishedRtf: release.sizes[tier].rtf,
    quality: release.quality ? qualityOf(release.quality.rows[tier], release.quality.testSet) : [],
    download: {
      url: `https://github.com/${REPOSITORY}/releases/download/${release.tag}/${file}`,
      releaseApiUrl: `https://api.github.com/repos/${REPOSITORY}/releases/tags/${release.tag}`,
    },
  };
}

const GTCRN_REPOSITORY = 'Xiaobin-Rong/gtcrn';

const GTCRN = {
  family: 'GTCRN',
  kind: 'spec2spec',
  sampleRate: 16_000,
  nFft: 512,
  hop: 256,
  lagHops: 0,
  window: 'hann-sqrt',
  trainedOn: 'DNS Challenge 3',
  licence: 'MIT',
  copyright: '© 2024 Rong Xiaobin',
  homepage: `https://github.com/${GTCRN_REPOSITORY}`,
  kiloParameters: 24,
  publishedRtf: 0.0264,
  quality: [...qualityOf([3.05, 2.26, 0.934], DNS_CHALLENGE), ...qualityOf([3.08, 2.87, 0.94], VOICEBANK)],
} as const;

/** GTCRN in its authors' repository, and in the FastEnhancer project's form, which can only be imported. */
const GTCRNS: readonly CatalogueEntry[] = [
  ...(
    [
      [
        'gtcrn-dns3',
        'GTCRN',
        'gtcrn.onnx',
        352_084,
        'f648b02f2d7ff96ebcb0eec2219688a08ed12fe7e3d50f248605a90eba8cad17',
      ],
      [
        'gtcrn-dns3-simple',
        'GTCRN, simplified',
        'gtcrn_simple.onnx',
        535_190,
        'b4718df6228e7bdf1a8a435cf98f838636eb2fd331acabf86ba87c5192ebcb87',
      ],
    ] as const
  ).map(([id, label, file, sizeBytes, sha256]) => ({
    ...GTCRN,
    id,
    label,
    goodFor: goodForOf(id),
    isForExperts: id !== 'gtcrn-dns3',
    sizeBytes,
    sha256,
    download: {
      url: `https://raw.githubusercontent.com/${GTCRN_REPOSITORY}/main/stream/onnx_models/${file}`,
    },
  })),
  {
    ...GTCRN,
    id: 'gtcrn',
    label: 'GTCRN, spec2spec',
    goodFor: goodForOf('gtcrn'),
    isForExperts: true,
    sizeBytes: null,
    sha256: null,
    download: null,
  },
];

const DPDFNET_REPOSITORY = 'Ceva-IP/DPDFNet';

/** Id, label, file without its ending, sample rate, and weights in thousands as its publisher states them. */
const DPDFNET_FILES = [
  ['dpdfnet-baseline', 'DPDFNet, baseline', 'baseline', 16_000, 2310],
  ['dpdfnet2', 'DPDFNet-2', 'dpdfnet2', 16_000, 2490],
  ['dpdfnet4', 'DPDFNet-4', 'dpdfnet4', 16_000, 2840],
  ['dpdfnet8', 'DPDFNet-8', 'dpdfnet8', 16_000, 3540],
  ['dpdfnet2-8khz', 'DPDFNet-2, 8 kHz', 'dpdfnet2_8khz', 8_000, null],
  ['dpdfnet8-8khz', 'DPDFNet-8, 8 kHz', 'dpdfnet8_8khz', 8_000, null],
  ['dpdfnet2-48khz-hr', 'DPDFNet-2, 48 kHz', 'dpdfnet2_48khz_hr', 48_000, 2580],
  ['dpdfnet8-48khz-hr', 'DPDFNet-8, 48 kHz', 'dpdfnet8_48khz_hr', 48_000, null],
] as const;

/** Frames of 20 ms, half overlapped. */
const DPDFNETS: readonly CatalogueEntry[] = DPDFNET_FILES.map(
  ([id, label, file, sampleRate, kiloParameters]) => ({
    id,
    label,
    goodFor: goodForOf(id),
    family: 'DPDFNet',
    kind: 'spec2spec',
    sampleRate,
    nFft: sampleRate / 50,
    hop: sampleRate / 100,
    lagHops: 4,
    window: 'vorbis',
    trainedOn: 'the publisher’s own speech and noise',
    isForExperts: sampleRate === 8_000,
    licence: 'Apache-2.0',
    copyright: '© Ceva',
    homepage: `https://huggingface.co/${DPDFNET_REPOSITORY}`,
    sizeBytes: null,
    sha256: null,
    kiloParameters,
    publishedRtf: null,
    quality: [],
    download: {
      url: `https://huggingface.co/${DPDFNET_REPOSITORY}/resolve/main/onnx/${file}.onnx`,
      treeApiUrl: `https://huggingface.co/api/models/${DPDFNET_REPOSITORY}/tree/main/onnx`,
    },
  }),
);

/** Every known model, lightest first within each training set. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  ...RELEASES.flatMap((release) =>
    release.kinds.flatMap((kind) => TIERS.map((tier) => fastEnhancer(release, kind, tier))),
  ),
  ...GTCRNS,
  ...DPDFNETS,
];

/**
 * Settings from the entry that the graph can't tell itself. A wav2wav graph says its FFT size and
 * hop, and it decides.
 */
export const settingsOf = (entry: CatalogueEntry): ModelSettings => ({
  sampleRate: entry.sampleRate,
  window: entry.window,
  ...(entry.kind === 'spec2spec' ? { nFft: entry.nFft, hop: entry.hop } : {}),
});
