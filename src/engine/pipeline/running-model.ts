import type { EngineModel } from '../../shared/engine-messages.js';
import type { ModelSpec } from '../../shared/model-spec.js';
import type { Model } from '../../enhancer/model.js';
import { VoiceGate, type VoiceDetector } from '../gate/voice-gate.js';
import { Lane, type Mix } from './lane.js';
import { Taps } from './taps.js';

/** What a stage runs. */
export interface StageChoice {
  readonly model: EngineModel;
  /** Path of Silero VAD's ONNX file for the voice gate; null for no gate. */
  readonly voiceDetector: string | null;
}

/** Puts so many seconds of sound in reserve, because it will be held up. */
export type MakeRoom = (seconds: number) => Promise<void>;

/** How a stage gets its sessions. */
export interface StageIo {
  /** Does what can be done of opening these beside the sound that flows. */
  prepare(choice: StageChoice): Promise<void>;
  openModel(model: EngineModel, makeRoom: MakeRoom): Promise<Model>;
  /** @param sampleRate Hz of what it hears */
  openVoiceDetector(file: string, sampleRate: number, makeRoom: MakeRoom): Promise<VoiceDetector>;
}

/** What surrounds a stage. */
export interface StageSurroundings {
  /** Hz */
  readonly playbackRate: number;
  readonly mix: Mix;
  readonly makeRoom: MakeRoom;
  /** Told of every hop that went through. */
  onHop(spec: ModelSpec, before: Float32Array, after: Float32Array, totalMs: number): void;
}

/** A model that runs: its session, its lane and what is observed of it. */
export class Stage {
  readonly choice: StageChoice;
  readonly lane: Lane;
  readonly taps: Taps;
  readonly #session: Model;

  /** @throws UserError when a session can't be opened */
  static async open(io: StageIo, choice: StageChoice, around: StageSurroundings): Promise<Stage> {
    const session = await io.openModel(choice.model, around.makeRoom);
    const gate = await openGate(io, choice, session, around.makeRoom);
    const lane = await Lane.create(session.createEnhancer(), around.playbackRate, around.mix, gate);
    const taps = new Taps(session.spec, (before, after, totalMs) =>
      around.onHop(session.spec, before, after, totalMs),
    );
    return new Stage(choice, session, lane, taps);
  }

  private constructor(choice: StageChoice, session: Model, lane: Lane, taps: Taps) {
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

/** The gate of a choice that has one. The model's session ends if that fails. */
async function openGate(
  io: StageIo,
  choice: StageChoice,
  session: Model,
  makeRoom: MakeRoom,
): Promise<VoiceGate | null> {
  if (choice.voiceDetector === null) return null;
  const { sampleRate } = session.spec;
  try {
    return new VoiceGate(await io.openVoiceDetector(choice.voiceDetector, sampleRate, makeRoom), sampleRate);
  } catch (error) {
    await session.dispose();
    throw error;
  }
}

/** Whether two choices mean the same sessions. */
export const sameChoice = (a: StageChoice, b: StageChoice): boolean =>
  a.model.file === b.model.file &&
  JSON.stringify(a.model.settings) === JSON.stringify(b.model.settings) &&
  a.voiceDetector === b.voiceDetector;
