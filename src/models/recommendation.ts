import { TIERS, type Tier } from './catalogue.js';
import type { RoomFigures } from '../shared/live.js';
import type { SpeechFigures } from '../shared/speech-figures.js';

/** Loudness of a room by its noise, as far as it decides about a model. */
export type Noise = 'quiet' | 'moderate' | 'loud';

/** `full` where a microphone brings sound far above 8 kHz, which only models of 48 kHz keep. */
export type Band = 'full' | 'narrow';

/** Release of FastEnhancer that a model belongs to; each has five sizes. */
export type ModelSet = 'vd' | 'dns' | '48khz';

/** A model that can be recommended. */
export interface Candidate {
  readonly id: string;
  readonly set: ModelSet;
  readonly tier: Tier;
  readonly isInstalled: boolean;
  /** Share of a core that it takes live on this computer, measured or estimated. */
  readonly cost: number;
}

/** Everything that a recommendation rests on. */
export interface Situation {
  readonly candidates: readonly Candidate[];
  /** Id of the model in use, which may be none of the candidates. */
  readonly current: string;
  readonly isOnBattery: boolean;
  /** Null as long as it is not known, as is `band`. */
  readonly noise: Noise | null;
  readonly band: Band | null;
}

/** Why a model is recommended. */
export type RecommendationReason = 'too-heavy' | 'battery' | 'loud' | 'full-band';

/** Another model than the one in use, and why. */
export interface ModelRecommendation {
  readonly model: Candidate;
  readonly instead: Candidate;
  readonly reason: RecommendationReason;
  /** Foundation of the reason: an answer holds until this changes. */
  readonly basis: string;
}

/** Share of a core that a model may take: a call, its picture and the app itself need the rest. */
export const BUDGET = { mains: 0.2, battery: 0.06 } as const;

/** From these ratios of voice to noise on a room is quiet, or not loud, dB. */
const QUIET_SNR_DB = 26;
const MODERATE_SNR_DB = 14;

/** A noise floor below this is quiet however soft the voice, above that is loud where no voice stands out; dBFS. */
const QUIET_DBFS = -60;
const LOUD_DBFS = -40;

/** Loudness of a room by the figures of a recording or of the first minutes; null where it is not known. */
export function noiseOf({
  snrDb,
  noiseFloorDbfs,
}: Pick<SpeechFigures, 'snrDb' | 'noiseFloorDbfs'>): Noise | null {
  if (snrDb === null) return noiseFloorDbfs > LOUD_DBFS ? 'loud' : null;
  if (snrDb >= QUIET_SNR_DB || noiseFloorDbfs < QUIET_DBFS) return 'quiet';
  return snrDb >= MODERATE_SNR_DB ? 'moderate' : 'loud';
}

/** A full-band voice has this much of its level far above 8 kHz, dB; one converted from 16 kHz has less. */
const LEAST_HIGH_DB = -45;
/** It stands out from the pauses there, dB: the noise of a converter does not. */
const LEAST_RISE_DB = 6;

/** Band of a microphone; null where nobody spoke. */
export function bandOf({ high, speechDbfs }: RoomFigures): Band | null {
  if (speechDbfs === null) return null;
  if (!high) return 'narrow';
  const isHeard = high.speechDbfs - speechDbfs > LEAST_HIGH_DB;
  return isHeard && high.speechDbfs - high.noiseDbfs > LEAST_RISE_DB ? 'full' : 'narrow';
}

/** Size that a room asks for, where the computer can carry it. */
const WANTED: Readonly<Record<Noise, number>> = { quiet: 0, moderate: 1, loud: 3 };

/** Releases in the order in which they are tried. */
function setsFor(noise: Noise | null, band: Band | null): readonly ModelSet[] {
  const narrow: readonly ModelSet[] = noise === 'quiet' ? ['vd', 'dns'] : ['dns', 'vd'];
  return band === 'full' ? ['48khz', ...narrow] : narrow;
}

const tierOf = ({ tier }: Candidate): number => TIERS.indexOf(tier);

/**
 * The model that fits: the release and size that microphone and room ask for, as far as the computer can carry it.
 *
 * @returns undefined where there is no candidate at all
 */
export function fittingModel({ candidates, isOnBattery, noise, band }: Situation): Candidate | undefined {
  const budget = isOnBattery ? BUDGET.battery : BUDGET.mains;
  const wanted = WANTED[noise ?? 'moderate'];
  for (const set of setsFor(noise, band)) {
    // The wider band is no reason to leave much more noise in.
    const least = set === '48khz' ? Math.max(0, wanted - 1) : 0;
    for (let tier = wanted; tier >= least; tier--) {
      const fits = candidates.find((one) => one.set === set && tierOf(one) === tier && one.cost <= budget);
      if (fits) return fits;
    }
  }
  return [...candidates].sort((a, b) => a.cost - b.cost)[0];
}

/**
 * Recommends another model than the one in use, where that is clearly better: it is too heavy here, or too light for
 * the room, or leaves out what the microphone brings. A model of somebody's own is never judged.
 */
export function recommendModel(situation: Situation): ModelRecommendation | null {
  const { candidates, current, isOnBattery, noise, band } = situation;
  const instead = candidates.find(({ id }) => id === current);
  const model = fittingModel(situation);
  if (!instead || !model || model.id === instead.id) return null;
  const because = (reason: RecommendationReason, basis: string = reason): ModelRecommendation => ({
    model,
    instead,
    reason,
    basis,
  });
  if (instead.cost > BUDGET.mains && model.cost < instead.cost) return because('too-heavy');
  if (isOnBattery && instead.cost > BUDGET.battery && model.cost < instead.cost) return because('battery');
  if (noise === null) return null;
  const isWeaker =
    tierOf(model) > tierOf(instead) || (noise === 'loud' && instead.set === 'vd' && model.set !== 'vd');
  if (noise !== 'quiet' && isWeaker) return because('loud', noise);
  if (band === 'full' && model.set === '48khz' && instead.set !== '48khz') return because('full-band');
  return null;
}
