import { isDeepStrictEqual } from 'node:util';
import { DEFAULT_MODEL_ID } from '../../models/catalogue.js';
import { candidatesHere, liveFactor, USUAL_LIVE_FACTOR, type Benchmarks } from '../../models/model-cost.js';
import {
  bandOf,
  fittingModel,
  noiseOf,
  recommendModel,
  type Candidate,
  type ModelRecommendation,
  type Noise,
} from '../../models/recommendation.js';
import { DEFAULT_LIVE_SETTINGS, type LiveMicrophone, type LiveStats } from '../../shared/live.js';
import { profileSettings, withAnswer, type ProfileSettings } from '../../shared/microphone-profile.js';
import type { ModelBenchmark } from '../../shared/model-listing.js';
import type { ModelOffer } from '../../shared/model-offer.js';
import type { Settings, SettingsChange, StoredChange } from '../../shared/settings.js';
import type { SpeechFigures } from '../../shared/speech-figures.js';
import { wordsOf } from '../../shared/user-error.js';
import type { Words } from '../../words/words.js';
import type { HandlersOf } from '../ipc.js';
import { reasonWords } from './reason-words.js';

/** The settings file, as far as it is used here. */
interface Store {
  readonly settings: Settings;
  change(change: StoredChange): Settings;
}

/** Parts that the feature works with. */
export interface RecommendationParts {
  readonly live: Pick<LiveMicrophone, 'status' | 'onStats'>;
  readonly store: Store;
  readonly models: {
    readonly benchmarkOf: Benchmarks;
    measure(id: string): Promise<ModelBenchmark>;
    download(id: string): Promise<void>;
    list(): Promise<readonly { readonly id: string; readonly state: string }[]>;
  };
  /** Applies a change of the settings. */
  apply(change: SettingsChange): Promise<unknown>;
  isOnBattery(): boolean;
  onChanged(offer: ModelOffer | null): void;
  /** Clock in ms. */
  now(): number;
}

/** The room is judged after this much sound of it, seconds, and the band of the microphone sooner. */
const ROOM_SECONDS = 60;
const BAND_SECONDS = 5;
const INTERVAL_MS = 5000;
/** Weight of the newest ratio of live to measured time. */
const NEWEST = 0.2;

/** An offer with what it was made of. */
interface Made {
  readonly offer: ModelOffer;
  readonly recommendation: ModelRecommendation;
  readonly microphone: string;
}

/**
 * Recommends another model once the computer and the room are known, and carries it out. Nothing is recommended again
 * that was answered, unless what it rests on has changed.
 */
export class RecommendationFeature {
  readonly handlers: HandlersOf<'recommendation'>;
  readonly #parts: RecommendationParts;
  #made: Made | null = null;
  #judgedAt = -Infinity;
  #isJudging = false;
  #factor: number | null = null;
  #measuring: Promise<unknown> | null = null;
  /** Noise of the last microphone test, and the microphone. */
  #tested: { readonly microphone: string; readonly noise: Noise } | null = null;
  #stats: LiveStats | null = null;

  constructor(parts: RecommendationParts) {
    this.#parts = parts;
    this.handlers = {
      'recommendation:get': () => this.#made?.offer ?? null,
      'recommendation:accept': () => this.#accept(),
      'recommendation:dismiss': () => this.#dismiss(),
      'recommendation:undo': () => this.#undo(),
    };
    parts.live.onStats((stats) => {
      this.#stats = stats;
      if (parts.now() - this.#judgedAt >= INTERVAL_MS) void this.judge();
    });
  }

  /** The settings of a microphone that was never used: the best installed model that the computer carries. */
  async firstSettings(): Promise<ProfileSettings> {
    const candidates = (await this.#candidates()).filter(({ isInstalled }) => isInstalled);
    const isOnBattery = this.#parts.isOnBattery();
    const model = fittingModel({ candidates, current: '', isOnBattery, noise: null, band: null });
    return { ...profileSettings(DEFAULT_LIVE_SETTINGS), modelId: model?.id ?? DEFAULT_MODEL_ID };
  }

  /** The microphone test says sooner than the first minutes how loud the room is. */
  noteTest(figures: SpeechFigures): void {
    const noise = noiseOf(figures);
    if (noise === null || this.#microphone === undefined) return;
    this.#tested = { microphone: this.#microphone, noise };
    void this.judge();
  }

  /** Looks whether another model is to be recommended now. */
  async judge(): Promise<void> {
    if (this.#isJudging || this.#made?.offer.state === 'downloading') return;
    this.#isJudging = true;
    this.#judgedAt = this.#parts.now();
    try {
      await this.#judge();
    } finally {
      this.#isJudging = false;
    }
  }

  get #microphone(): string | undefined {
    return this.#parts.store.settings.profiles[0]?.microphone;
  }

  async #judge(): Promise<void> {
    const { live, store, isOnBattery } = this.#parts;
    const microphone = this.#microphone;
    const current = store.settings.live.modelId;
    this.#forgetPast(microphone, current);
    if (!microphone || this.#made?.offer.state === 'done') return;
    // Another model in its place, or silence, says nothing about the chosen one.
    if (live.status.state !== 'running' || live.status.activeModelId !== current) return;
    this.#learnFactor(current);
    const situation = {
      candidates: await this.#candidates(),
      current,
      isOnBattery: isOnBattery(),
      ...this.#room(microphone),
    };
    const recommendation = recommendModel(situation);
    if (this.#microphone !== microphone || store.settings.live.modelId !== current) return;
    this.#show(recommendation && this.#offer(recommendation, microphone, situation.noise));
  }

  /** An offer ends when another microphone or model came into use. */
  #forgetPast(microphone: string | undefined, current: string): void {
    if (!this.#made) return;
    const { offer } = this.#made;
    const expected = offer.state === 'done' ? offer.modelId : offer.insteadId;
    if (this.#made.microphone !== microphone || current !== expected) this.#show(null);
  }

  #learnFactor(current: string): void {
    const ratio = liveFactor(this.#stats?.rtfMean ?? null, this.#parts.models.benchmarkOf(current));
    if (ratio === null) return;
    this.#factor = this.#factor === null ? ratio : this.#factor + NEWEST * (ratio - this.#factor);
  }

  #room(microphone: string) {
    const room = this.#stats?.room ?? null;
    const tested = this.#tested?.microphone === microphone ? this.#tested.noise : null;
    const measured = room && room.seconds >= ROOM_SECONDS ? noiseOf(room) : null;
    const band = room && room.seconds >= BAND_SECONDS ? bandOf(room) : null;
    return { noise: tested ?? measured, band };
  }

  async #candidates(): Promise<Candidate[]> {
    const { models } = this.#parts;
    if (!models.benchmarkOf(DEFAULT_MODEL_ID)) {
      this.#measuring ??= models.measure(DEFAULT_MODEL_ID).catch(() => undefined);
      await this.#measuring;
    }
    const installed = new Set(
      (await models.list()).filter(({ state }) => state === 'installed').map(({ id }) => id),
    );
    return candidatesHere(models.benchmarkOf, this.#factor ?? USUAL_LIVE_FACTOR, (id) => installed.has(id));
  }

  #offer(recommendation: ModelRecommendation, microphone: string, noise: Noise | null): Made | null {
    const { model, instead, basis } = recommendation;
    const answered = this.#parts.store.settings.profiles[0]?.answered ?? [];
    if (answered.some((answer) => answer.modelId === model.id && answer.basis === basis)) return null;
    const made = this.#made;
    // The figures of an offer that stands do not change under the reader's eyes.
    if (made?.recommendation.model.id === model.id && made.recommendation.basis === basis) return made;
    const offer: ModelOffer = {
      state: 'offered',
      modelId: model.id,
      insteadId: instead.id,
      reason: reasonWords(recommendation, noise),
      isInstalled: model.isInstalled,
      problem: null,
    };
    return { offer, recommendation, microphone };
  }

  #show(made: Made | null): void {
    if (isDeepStrictEqual(made?.offer, this.#made?.offer)) return;
    this.#made = made;
    this.#parts.onChanged(made?.offer ?? null);
  }

  #become(state: ModelOffer['state'], problem: Words | null = null): void {
    if (this.#made) this.#show({ ...this.#made, offer: { ...this.#made.offer, state, problem } });
  }

  async #accept(): Promise<void> {
    const { apply, models } = this.#parts;
    const made = this.#made;
    if (made?.offer.state !== 'offered') return;
    const { modelId, isInstalled } = made.offer;
    this.#become('downloading');
    try {
      if (!isInstalled) await models.download(modelId);
      const isHere = (await models.list()).some(({ id, state }) => id === modelId && state === 'installed');
      // Paused or cancelled on the page “Models”.
      if (!isHere) return this.#become('offered');
      // Another microphone came into use during the download: it keeps its own model.
      if (this.#microphone !== made.microphone) return this.#show(null);
      await apply({ live: { modelId } });
      this.#answer(made);
      this.#become('done');
    } catch (error) {
      this.#become('offered', wordsOf(error));
    }
  }

  #dismiss(): void {
    if (!this.#made || this.#made.offer.state === 'downloading') return;
    if (this.#made.offer.state === 'offered') this.#answer(this.#made);
    this.#show(null);
  }

  async #undo(): Promise<void> {
    const made = this.#made;
    if (made?.offer.state !== 'done') return;
    await this.#parts.apply({ live: { modelId: made.offer.insteadId } });
    this.#show(null);
  }

  #answer({ microphone, offer: { modelId }, recommendation: { basis } }: Made): void {
    const { store } = this.#parts;
    store.change({ profiles: withAnswer(store.settings.profiles, microphone, { modelId, basis }) });
  }
}
