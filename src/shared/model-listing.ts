import type { ChosenFile } from './chosen-file.js';
import type { ModelKind, ModelSettings } from './model-spec.js';
import type { Words } from '../words/words.js';

/** Origin of a model. */
export type ModelOrigin = 'embedded' | 'catalogue' | 'imported';

/**
 * - `available`: in the catalogue, not on this machine.
 * - `downloading`, `paused`: partly here; see `download`.
 * - `installed`: ready to use.
 * - `damaged`: on this machine, but not what was downloaded; download or import it again.
 */
export type ModelState = 'available' | 'downloading' | 'paused' | 'installed' | 'damaged';

/**
 * - `DNSMOS overall`: DNSMOS P.835, 1 (bad) to 5 (excellent), estimated by a network.
 * - `PESQ`: wide band, ITU-T P.862.2, 1.04 to 4.64.
 * - `STOI`: short-time objective intelligibility, 0 to 1.
 */
export type QualityMetric = 'DNSMOS overall' | 'PESQ' | 'STOI';

/** A figure that was published about a model. */
export interface PublishedQuality {
  readonly metric: QualityMetric;
  readonly value: number;
  /** Test set that it was measured on. */
  readonly testSet: string;
  readonly source: string;
}

/** One row of the models page. What isn't known before the file is here is null. */
export interface ModelListing {
  readonly id: string;
  readonly name: string;
  readonly origin: ModelOrigin;
  readonly state: ModelState;
  /** Training data, in words. */
  readonly trainedOn: string | null;
  /** Licence as an SPDX identifier. */
  readonly licence: string | null;
  readonly kind: ModelKind | null;
  /** Hz. */
  readonly sampleRate: number | null;
  readonly nFft: number | null;
  /** Samples. */
  readonly hop: number | null;
  /** The model's own latency, n − h plus one hop to fill, in ms. */
  readonly latencyMs: number | null;
  readonly sizeBytes: number | null;
  /** Size by the number of weights, rounded; null where the size is known or nothing is. */
  readonly estimatedBytes: number | null;
  /** Real-time factor of this model here, by that of the embedded one; null where it can't be estimated. */
  readonly estimatedRtf: number | null;
  /** Published measurements with their sources. */
  readonly quality: readonly PublishedQuality[];
  /** A form of another row that only helps people who know why. */
  readonly isForExperts: boolean;
  readonly download: { readonly receivedBytes: number; readonly totalBytes: number | null } | null;
  /** Why the last download or check failed. */
  readonly problem: Words | null;
  /** How the file was checked: against a hash of ours, the publisher's digest, or not at all. */
  readonly verifiedBy: 'pinned-sha256' | 'publisher-digest' | null;
  /** Gain of its lean form, measured on this machine; null where none was tried. */
  readonly leanForm: LeanFormFigures | null;
  /** Benchmark on this machine, back to back; null until measured. */
  readonly benchmark: ModelBenchmark | null;
}

/** Time per hop of a model as it came and of its lean form, in µs, and whether the lean one is used. */
export interface LeanFormFigures {
  readonly originalUs: number;
  readonly leanUs: number;
  readonly used: boolean;
}

/** Real-time factor of a model. */
export interface ModelBenchmark {
  /** Time per hop ÷ hop length: mean and 99th percentile. */
  readonly rtfMean: number;
  readonly rtfP99: number;
}

/** Result of an import, or the settings that it still needs. */
export type ImportedModel =
  | {
      readonly kind: 'imported';
      readonly id: string;
      /** Remarks on how a checkpoint was read, as which of its sets of weights was used. */
      readonly notes: readonly Words[];
    }
  /** The graph doesn't say these; `assumed` is what the family uses. Ask, and import again with settings. */
  | {
      readonly kind: 'needs-settings';
      /** The file, to be imported again with settings. */
      readonly file: ChosenFile;
      readonly missing: readonly (keyof ModelSettings)[];
      readonly assumed: ModelSettings;
    };
