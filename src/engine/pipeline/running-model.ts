import { isDeepStrictEqual } from 'node:util';
import type { EngineModel } from '../../shared/engine-messages.js';
import type { Model } from '../../enhancer/model.js';
import { VoiceGate, type VoiceDetector } from '../gate/voice-gate.js';
import { Lane, type Mix } from './lane.js';
import { Taps } from './taps.js';

/** A model and the voice gate behind it. */
export interface ModelChoice {
  readonly model: EngineModel;
  /** Path of Silero VAD's ONNX file for the voice gate; null for no gate. */
  readonly voiceDetector: string | null;
}

/** Prefills playback with this many seconds of sound before the audio thread blocks. */
export type Prefill = (seconds: number) => Promise<void>;

/** Opens the sessions of a model. */
export interface ModelIo {
  /**
   * Prepares these sessions on another thread while audio is running.
   *
   * @throws UserError when they can't be opened
   */
  prepare(choice: ModelChoice): Promise<void>;
  /** @throws UserError when it can't be opened */
  openModel(model: EngineModel, prefill: Prefill): Promise<Model>;
  /**
   * @param sampleRate Hz of what it is given
   * @throws UserError when it can't be opened
   */
  openVoiceDetector(file: string, sampleRate: number, prefill: Prefill): Promise<VoiceDetector>;
}

/** Rate, mix and listeners of a running model. */
export interface RunningModelOptions {
  /** Hz */
  readonly playbackRate: number;
  readonly mix: Mix;
  readonly prefill: Prefill;
  /** Called with the time that each observed hop took, ms. */
  onHop(totalMs: number): void;
  /** Called for each hop whose output was no sound. */
  onFault(): void;
}

/** A model that runs: its session, its lane and the observers of its hops. */
export class RunningModel {
  readonly choice: ModelChoice;
  readonly lane: Lane;
  readonly taps: Taps;
  readonly #session: Model;

  /** @throws UserError when a session can't be opened */
  static async open(
    io: ModelIo,
    choice: ModelChoice,
    { playbackRate, mix, prefill, onHop, onFault }: RunningModelOptions,
  ): Promise<RunningModel> {
    const session = await io.openModel(choice.model, prefill);
    const gate = await openGate(io, choice, session, prefill);
    const lane = await Lane.create(session.createEnhancer(), playbackRate, mix, gate);
    return new RunningModel(choice, session, lane, new Taps(session.spec, onHop, onFault));
  }

  private constructor(choice: ModelChoice, session: Model, lane: Lane, taps: Taps) {
    this.choice = choice;
    this.#session = session;
    this.lane = lane;
    this.taps = taps;
  }

  async dispose(): Promise<void> {
    this.taps.dispose();
    await this.lane.dispose();
    await this.#session.dispose();
  }
}

/** Opens the gate of a choice that has one. The model's session ends if that fails. */
async function openGate(
  io: ModelIo,
  choice: ModelChoice,
  session: Model,
  prefill: Prefill,
): Promise<VoiceGate | null> {
  if (choice.voiceDetector === null) return null;
  const { sampleRate } = session.spec;
  try {
    return new VoiceGate(await io.openVoiceDetector(choice.voiceDetector, sampleRate, prefill), sampleRate);
  } catch (error) {
    await session.dispose();
    throw error;
  }
}

/** Whether two choices mean the same sessions. */
export const isSameChoice = (a: ModelChoice, b: ModelChoice): boolean =>
  a.model.file === b.model.file &&
  isDeepStrictEqual(a.model.settings, b.model.settings) &&
  a.voiceDetector === b.voiceDetector;
