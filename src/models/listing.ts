import { stat } from 'node:fs/promises';
import type { ModelListing } from '../shared/model-listing.js';
import { algorithmicLatencyMs, latencySamplesOf, type ModelSpec } from '../shared/model-spec.js';
import { DEFAULT_MODEL_ID, type CatalogueEntry } from './catalogue.js';
import { fileInUse, type Manifest } from './manifest.js';
import { words } from '../words/words.js';

type Contract = Pick<ModelSpec, 'kind' | 'sampleRate' | 'nFft' | 'hop' | 'lagHops'>;

const contractRow = (contract: Contract) => ({
  kind: contract.kind,
  sampleRate: contract.sampleRate,
  nFft: contract.nFft,
  hop: contract.hop,
  latencyMs: algorithmicLatencyMs({ ...contract, latencySamples: latencySamplesOf(contract) }),
});

const UNKNOWN_CONTRACT = { kind: null, sampleRate: null, nFft: null, hop: null, latencyMs: null };

/** Bytes of a weight, and of a graph without its weights. */
const BYTES_PER_WEIGHT = 4;
const GRAPH_BYTES = 45_000;
/** A guess is told in steps of this. */
const ESTIMATE_STEP = 100_000;

/** Size of a file by the number of weights that was published. */
const estimateOf = (kiloParameters: number): number =>
  Math.max(1, Math.round((BYTES_PER_WEIGHT * 1000 * kiloParameters + GRAPH_BYTES) / ESTIMATE_STEP)) *
  ESTIMATE_STEP;

/** Facts of the catalogue about a row, beside its file. */
const published = (entry: CatalogueEntry | undefined, sizeBytes: number | null) => ({
  estimatedBytes:
    sizeBytes === null && entry && entry.kiloParameters !== null ? estimateOf(entry.kiloParameters) : null,
  estimatedRtf: null,
  quality: entry?.quality ?? [],
  isForExperts: entry?.isForExperts ?? false,
});

/** Row of a model that is known by name but not on this machine, or only a part of it. */
export async function catalogueRow(entry: CatalogueEntry, partFile: string): Promise<ModelListing> {
  const receivedBytes = await stat(partFile).then(
    ({ size }) => size,
    () => null,
  );
  const embedded = entry.id === DEFAULT_MODEL_ID;
  return {
    id: entry.id,
    name: entry.label,
    origin: embedded ? 'embedded' : 'catalogue',
    state: embedded ? 'installed' : receivedBytes === null ? 'available' : 'paused',
    trainedOn: entry.trainedOn,
    licence: entry.licence,
    ...contractRow(entry),
    sizeBytes: entry.sizeBytes,
    ...published(entry, entry.sizeBytes),
    download: receivedBytes === null ? null : { receivedBytes, totalBytes: entry.sizeBytes },
    problem: entry.download ? null : words('store.noDownloadKnown'),
    verifiedBy: embedded ? 'pinned-sha256' : null,
    leanForm: null,
    benchmark: null,
  };
}

/** Row of a model in the store; `manifest` is null when it can't be read. */
export function storedRow(
  id: string,
  manifest: Manifest | null,
  entry: CatalogueEntry | undefined,
): ModelListing {
  const figures = manifest?.figures ?? null;
  const sizeBytes = manifest ? fileInUse(manifest).sizeBytes : null;
  return {
    id,
    name: manifest?.label ?? entry?.label ?? id,
    origin: manifest?.origin.kind === 'imported' || !entry ? 'imported' : 'catalogue',
    state: manifest ? 'installed' : 'damaged',
    trainedOn: entry?.trainedOn ?? null,
    licence: entry?.licence ?? null,
    ...(manifest ? contractRow(manifest.contract) : UNKNOWN_CONTRACT),
    sizeBytes,
    ...published(entry, sizeBytes),
    download: null,
    problem: manifest ? null : words('store.settingsFileDamaged'),
    verifiedBy: manifest?.origin.kind === 'downloaded' ? manifest.origin.verifiedBy : null,
    leanForm: figures
      ? { originalUs: figures.originalUs, leanUs: figures.leanUs, used: manifest?.use === 'lean' }
      : null,
    benchmark: null,
  };
}
