import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { controlAddress } from '../src/remote-control/address.js';
import type { ControlRequest } from '../src/remote-control/protocol.js';
import { BUNDLE_FOLDER } from '../tests/support/bundle-folder.js';
import { latencyMs } from '../tests/support/correlate.js';
import { LiveRun } from '../tests/support/live-run.js';
import {
  HARDWARE,
  RIG_RATE,
  SOUND_SERVERS,
  SoundRig,
  type SoundServerKind,
} from '../tests/support/sound-rig.js';
import type { Recorder } from '../tests/support/sound/recorder.js';
import { distribution, timeMs } from './measure.js';
import { signal } from './sound.js';

const PRESSES = 40;
const VIRTUAL = 'stillmic';
/** Between presses, and a little more each time, so that they fall on every place of a block, ms. */
const PAUSE_MS = 400;
const SHIFT_MS = 3.7;
/** Silence of the whole is not noise that happens to be zero, samples. */
const SILENCE = RIG_RATE / 20;
const STARTS = 10;

/** Sound that the recording app had received when a key was pressed, samples. */
interface Presses {
  readonly muted: readonly number[];
  readonly talked: readonly number[];
}

/** A program that stays connected, as a Stream Deck plug-in does. */
class Key {
  private constructor(private readonly socket: Socket) {}

  static async connect(env: NodeJS.ProcessEnv): Promise<Key> {
    const socket = createConnection(controlAddress(env));
    await once(socket, 'connect');
    return new Key(socket);
  }

  async press(request: ControlRequest): Promise<void> {
    this.socket.write(`${JSON.stringify(request)}\n`);
    await once(this.socket, 'data');
  }

  end(): void {
    this.socket.destroy();
  }
}

/** Mutes by letting a key to talk go, and lets through by pressing it, again and again. */
async function pressOften(key: Key, app: Recorder): Promise<Presses> {
  const muted: number[] = [];
  const talked: number[] = [];
  const press = async (held: boolean, received: number[]): Promise<void> => {
    received.push(Math.round(app.seconds * RIG_RATE));
    await key.press({ command: 'talk', held });
  };
  for (let round = 0; round < PRESSES; round++) {
    await press(true, talked);
    await delay(PAUSE_MS + round * SHIFT_MS);
    await press(false, muted);
    await delay(PAUSE_MS + round * SHIFT_MS);
  }
  return { muted, talked };
}

/** First sample from `from` on after which `SILENCE` samples are exact zeros. */
function silenceAfter(samples: Float32Array, from: number): number {
  let zeros = 0;
  for (let at = from; at < samples.length; at++) {
    zeros = samples[at] === 0 ? zeros + 1 : 0;
    if (zeros === SILENCE) return at - SILENCE + 1;
  }
  return Infinity;
}

const soundAfter = (samples: Float32Array, from: number): number => {
  const found = samples.subarray(from).findIndex((sample) => sample !== 0);
  return found < 0 ? Infinity : from + found;
};

async function measure(kind: SoundServerKind) {
  const rig = await SoundRig.start(kind);
  try {
    const voice = rig.play(signal((2 * PRESSES * (PAUSE_MS + PRESSES * SHIFT_MS)) / 1000 + 10));
    const live = await LiveRun.start(rig.env, '--bypass', '--no-idle');
    const microphone = await rig.startRecording(HARDWARE.microphone);
    const app = await rig.startRecording(VIRTUAL);
    await app.until(3);
    const delayMs = latencyMs(microphone.soFar(), app.soFar());
    const key = await Key.connect(rig.env);
    await key.press({ command: 'mode', mode: 'mute' });
    await delay(PAUSE_MS);
    const { muted, talked } = await pressOften(key, app);
    const { samples } = await app.stop();
    key.end();
    const statusMs = await startsOf(rig.env, 'status');
    await live.end();
    await voice.stop();
    const after = (find: typeof soundAfter) => (from: number) =>
      (1000 * (find(samples, from) - from)) / RIG_RATE;
    const opened = talked.map(after(soundAfter));
    return {
      /** From letting the key go to the first of nothing but exact zeros, in the app that records. */
      silentAfterMs: distribution(muted.map(after(silenceAfter))),
      soundAfterMs: distribution(opened),
      /** Delay of the whole way from the microphone. */
      delayMs,
      /** Sound spoken after the press that is not heard; below zero, so much from before it is heard. */
      lostOfFirstSyllableMs: distribution(opened.map((ms) => ms - delayMs)),
      statusMs,
    };
  } finally {
    await rig.stop();
  }
}

/** Wall time of a command of the command line, from its start to its end, beside an empty program of Node. */
async function startsOf(env: NodeJS.ProcessEnv, command: string) {
  const wallMs = async (...args: string[]) => {
    const times: number[] = [];
    for (let start = 0; start < STARTS; start++)
      times.push(await timeMs(() => once(spawn(process.execPath, args, { env, stdio: 'ignore' }), 'exit')));
    return distribution(times);
  };
  return {
    command: await wallMs(`${BUNDLE_FOLDER}/cli.cjs`, command),
    emptyProgram: await wallMs('--eval', ''),
  };
}

/**
 * Measures how soon a mute reaches an app that records, how much of a word is lost whose start is spoken as the key to
 * talk goes down, and how long a command takes.
 */
export async function run(): Promise<object> {
  const figures: Record<string, Awaited<ReturnType<typeof measure>>> = {};
  for (const kind of SOUND_SERVERS) figures[kind] = await measure(kind);
  for (const [kind, { statusMs, ...sound }] of Object.entries(figures)) {
    console.log(kind);
    console.table({ ...sound, ...statusMs });
  }
  return figures;
}
