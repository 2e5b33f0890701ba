import type { MainState } from '../../../src/renderer/bridge/main-state.js';
import type { FileJob } from '../../../src/shared/file-job.js';
import type { ModelListing } from '../../../src/shared/model-listing.js';
import type { LiveStatus } from '../../../src/shared/live.js';
import { NO_SHORTCUT_STATES } from '../../../src/shared/shortcuts.js';
import { DEFAULT_SETTINGS } from '../../../src/shared/settings.js';
import { OFF_STATUS } from '../../support/live-status.js';
import type { ModelOffer } from '../../../src/shared/model-offer.js';
import { plainWords, words } from '../../../src/words/words.js';
import type { StubReport } from './stub-bridge.js';

export const OFF = OFF_STATUS;

export const ON: LiveStatus = {
  ...OFF,
  state: 'running',
  microphoneLabel: 'Blue Yeti Analog Stereo',
  listeners: ['Discord'],
  activeModelId: 'fastenhancer-t-vd',
};

const qualityOf = (dnsmos: number, pesq: number, stoi: number, testSet: string): ModelListing['quality'] =>
  (
    [
      ['DNSMOS overall', dnsmos],
      ['PESQ', pesq],
      ['STOI', stoi],
    ] as const
  ).map(([metric, value]) => ({
    metric,
    value,
    testSet,
    source: 'https://github.com/aask1357/fastenhancer#results',
  }));

const LISTING: ModelListing = {
  id: 'fastenhancer-t-vd',
  name: 'FastEnhancer-T, VoiceBank-DEMAND',
  origin: 'embedded',
  state: 'installed',
  trainedOn: 'VoiceBank-DEMAND',
  licence: 'MIT',
  kind: 'wav2wav',
  sampleRate: 16_000,
  nFft: 512,
  hop: 256,
  latencyMs: 32,
  sizeBytes: 125_036,
  estimatedBytes: null,
  estimatedRtf: null,
  quality: qualityOf(3.06, 2.99, 0.94, 'VoiceBank-DEMAND'),
  isForExperts: false,
  download: null,
  problem: null,
  verifiedBy: 'pinned-sha256',
  leanForm: null,
  benchmark: { rtfMean: 0.0103, rtfP99: 0.0171 },
};

const NOT_HERE = {
  origin: 'catalogue',
  state: 'available',
  kind: 'wav2wav',
  verifiedBy: null,
  leanForm: null,
  benchmark: null,
  sizeBytes: null,
} as const;

export const MODELS: readonly ModelListing[] = [
  LISTING,
  {
    ...LISTING,
    id: 'fastenhancer-b-dns',
    name: 'FastEnhancer-B, DNS Challenge',
    quality: qualityOf(3.2, 2.69, 0.953, 'DNS Challenge 1, no reverb'),
    origin: 'catalogue',
    trainedOn: 'DNS Challenge',
    sizeBytes: 420_112,
    verifiedBy: 'publisher-digest',
    leanForm: { originalUs: 339, leanUs: 235, used: true },
    benchmark: { rtfMean: 0.0152, rtfP99: 0.0244 },
  },
  {
    ...LISTING,
    quality: [],
    id: 'imported-office',
    name: 'office-fan-and-keyboard.onnx',
    origin: 'imported',
    trainedOn: null,
    licence: null,
    verifiedBy: null,
    benchmark: null,
  },
  {
    ...LISTING,
    ...NOT_HERE,
    id: 'fastenhancer-b-vd',
    name: 'FastEnhancer-B, VoiceBank-DEMAND',
    quality: qualityOf(3.1, 3.13, 0.945, 'VoiceBank-DEMAND'),
    estimatedRtf: 0.0195,
    state: 'downloading',
    download: { receivedBytes: 210_000, totalBytes: 420_112 },
  },
  {
    ...LISTING,
    ...NOT_HERE,
    id: 'fastenhancer-m-vd',
    name: 'FastEnhancer-M, VoiceBank-DEMAND',
    quality: qualityOf(3.11, 3.24, 0.95, 'VoiceBank-DEMAND'),
    estimatedRtf: 0.0685,
    state: 'paused',
    download: { receivedBytes: 900_000, totalBytes: 2_010_300 },
    problem: plainWords('The download stopped: the connection was cut. Go on with it to get the rest.'),
  },
  {
    ...LISTING,
    ...NOT_HERE,
    id: 'fastenhancer-t-48khz',
    name: 'FastEnhancer-T, 48 kHz speech',
    trainedOn: '48 kHz speech',
    sampleRate: 48_000,
    nFft: 1024,
    hop: 512,
    quality: [],
    estimatedRtf: 0.0217,
    estimatedBytes: 200_000,
  },
  {
    ...LISTING,
    ...NOT_HERE,
    id: 'fastenhancer-s-dns',
    name: 'FastEnhancer-S, DNS Challenge',
    trainedOn: 'DNS Challenge',
    quality: qualityOf(3.23, 2.79, 0.96, 'DNS Challenge 1, no reverb'),
    estimatedRtf: 0.0336,
    estimatedBytes: 800_000,
  },
  {
    ...LISTING,
    ...NOT_HERE,
    id: 'fastenhancer-m-dns',
    name: 'FastEnhancer-M, DNS Challenge',
    trainedOn: 'DNS Challenge',
    quality: qualityOf(3.26, 2.78, 0.965, 'DNS Challenge 1, no reverb'),
    estimatedRtf: 0.0685,
    estimatedBytes: 2_000_000,
  },
  {
    ...LISTING,
    ...NOT_HERE,
    kind: 'spec2spec',
    id: 'fastenhancer-b-vd-spec',
    name: 'FastEnhancer-B, VoiceBank-DEMAND, spec2spec',
    isForExperts: true,
    estimatedBytes: 400_000,
  },
];

/** A recommendation that was just made. */
export const OFFER: ModelOffer = {
  state: 'offered',
  modelId: 'fastenhancer-m-dns',
  insteadId: 'fastenhancer-t-vd',
  reason: words('recommendation.loud', { model: words('models.words.dns.m'), percent: 14 }),
  isInstalled: false,
  problem: null,
};

const FILE: FileJob = {
  id: '1',
  name: 'Interview with Ada, take 3.wav',
  state: 'done',
  progress: 1,
  secondsLeft: 0,
  duration: 4.2,
  modelId: 'fastenhancer-t-vd',
  strength: 100,
  problem: null,
  notes: [],
  savedAs: null,
};

export const FILES: readonly FileJob[] = [
  FILE,
  {
    ...FILE,
    id: '2',
    name: 'Podcast.flac',
    state: 'running',
    progress: 0.42,
    secondsLeft: 75,
    duration: 3600,
  },
  { ...FILE, id: '3', name: 'Lecture.mp3', state: 'waiting', progress: 0, secondsLeft: null, duration: null },
  {
    ...FILE,
    id: '4',
    name: 'notes.txt',
    state: 'failed',
    progress: 0,
    problem: plainWords('notes.txt is no recording that Stillmic can read. Use WAV, MP3, FLAC, Ogg or Opus.'),
  },
  { ...FILE, id: '5', name: 'Old.ogg', savedAs: 'Old clean.wav' },
];

/** Everything that main knows in an app that was set up and is off. */
export const emptyState = (): MainState => ({
  info: { version: '0.1.0', electron: '45.4.1', platform: 'linux', locale: 'en-GB', hasTray: true },
  status: OFF,
  devices: {
    microphones: [
      { name: 'alsa_input.yeti', label: 'Blue Yeti Analog Stereo', isDefault: true },
      { name: 'alsa_input.laptop', label: 'Built-in Audio', isDefault: false },
    ],
    speakers: [
      { name: 'alsa_output.headset', label: 'Sennheiser HD 25', isDefault: false },
      { name: 'alsa_output.laptop', label: 'Built-in Audio', isDefault: true },
    ],
  },
  settings: {
    ...DEFAULT_SETTINGS,
    firstRunDone: true,
    profiles: [
      {
        microphone: 'alsa_input.yeti',
        modelId: 'fastenhancer-t-vd',
        strength: 100,
        voiceGate: false,
        answered: [],
      },
      {
        microphone: 'alsa_input.laptop',
        modelId: 'fastenhancer-b-dns',
        strength: 70,
        voiceGate: true,
        answered: [],
      },
    ],
  },
  shortcuts: NO_SHORTCUT_STATES,
  models: MODELS,
  offer: null,
  files: [],
  notices: [],
});

/** A change of the live settings. */
export const withLive = (change: Partial<MainState['settings']['live']>): Pick<MainState, 'settings'> => {
  const { settings } = emptyState();
  return { settings: { ...settings, live: { ...settings.live, ...change } } };
};

/** A report of the engine, with two dropouts. */
export const REPORT: StubReport = {
  input: { rmsDbfs: -20, peakDbfs: -10, clipped: false },
  output: { rmsDbfs: -40, peakDbfs: -30, clipped: false },
  rtfMean: 0.0121,
  rtfP99: 0.0193,
  hopMs: 16,
  latency: { algorithmicMs: 32, captureMs: 8, resamplerMs: 1, gateMs: 0, playbackMs: 11 },
  dropouts: {
    count: 2,
    latest: [
      { kind: 'underrun', time: new Date(2026, 0, 5, 14, 3, 12).getTime(), ms: 32 },
      { kind: 'restart', time: new Date(2026, 0, 5, 14, 5, 1).getTime(), ms: 1200 },
    ],
  },
  settling: false,
  modelResets: 0,
  xrunsIn: 1,
  xrunsOut: 2,
  droppedHops: 3,
  insertedHops: 4,
  driftPpm: -3.2,
  room: null,
  spectra: null,
};
