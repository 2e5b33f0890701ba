/**
 * The audio thread: owns the audio streams and the inference sessions. Nothing else runs here, so that nothing delays
 * the sound.
 */
import { parentPort } from 'node:worker_threads';
import { ENGINE_FOLDER, type FromEngine, type ToEngine } from '../shared/engine-messages.js';
import type { AudioPriority } from '../shared/live.js';
import { UserError, wordsOf } from '../shared/user-error.js';
import { openAudioStreams } from '../audio/streams/open-audio-streams.js';
import { DeviceLostError } from '../audio/streams/source.js';
import { ModelLoader } from './model-loader.js';
import { Pipeline } from './pipeline/pipeline.js';
import { raisePriority } from './priority.js';
import { words } from '../words/words.js';

const HEARTBEAT_MS = 250;

/** No sound came or went for too long: a dead sound server shows in no other way. */
class StalledError extends UserError {}

if (!parentPort) throw new Error('The audio worker runs as a worker thread only.');
const port = parentPort;
/** Whether anything was sent since the last beat: every message shows that this thread runs. */
let hasSpoken = false;
const send = (message: FromEngine): void => {
  hasSpoken = true;
  port.postMessage(message);
};

const audio = openAudioStreams(process.env);
const models = new ModelLoader(process.env[ENGINE_FOLDER] ?? null);
let lost = false;

const pipeline = new Pipeline({
  openSource: async (device, blockMs) => (await audio).openSource(device, blockMs),
  openSink: async ({ name, sampleRate }, onSinkLost) => (await audio).openSink(name, sampleRate, onSinkLost),
  prepare: (choice) => models.prepare(choice),
  openModel: (model, prefill) => models.open(model, prefill),
  openVoiceDetector: (file, sampleRate, prefill) => models.openVoiceDetector(file, sampleRate, prefill),
  now: () => performance.now(),
  onChange,
  onLost,
});

/** Sound may flow before RealtimeKit has answered: that can take seconds, and is reported then. */
let priority: AudioPriority = { raisedBy: null, problem: words('engine.priorityBeingRaised') };
raisePriority().then((reached) => {
  priority = reached;
  onChange();
}, onLost);

function onChange(): void {
  const report = pipeline.report;
  if (report) send({ type: 'running', report: { ...report, priority } });
}

/** The process ends itself on this message: streams of a dead server can't be closed. */
function onLost(error: unknown): void {
  if (lost) return;
  lost = true;
  send({ type: 'lost', words: wordsOf(error), isFault: !isPassing(error) });
}

/** Whether it is over once the device or the sound server is back. */
const isPassing = (error: unknown): boolean =>
  error instanceof DeviceLostError || error instanceof StalledError;

port.on('message', (message: ToEngine) => {
  switch (message.type) {
    case 'configure':
      reportStats(message.config.statsPerSecond);
      pipeline.configure(message.config).catch((error: unknown) => {
        if (error instanceof UserError) send({ type: 'refused', words: error.words });
        else onLost(error);
      });
      break;
    case 'record':
      pipeline.record(message.seconds).then(
        (recording) => send({ type: 'recording', id: message.id, recording }),
        (error: unknown) => send({ type: 'recording-failed', id: message.id, words: wordsOf(error) }),
      );
      break;
    case 'stop':
      pipeline.close().then(
        () => send({ type: 'stopped' }),
        (error: unknown) => onLost(error),
      );
      break;
  }
});

let beatAt = performance.now();
setInterval(() => {
  const now = performance.now();
  // After a freeze of this whole process nothing had a chance to arrive.
  const wasFrozen = now - beatAt > 2 * HEARTBEAT_MS;
  beatAt = now;
  if (!hasSpoken) send({ type: 'heartbeat' });
  hasSpoken = false;
  if (!wasFrozen && pipeline.isStalled) onLost(new StalledError(words('engine.stalled')));
}, HEARTBEAT_MS);

let statsTimer: NodeJS.Timeout | null = null;
let statsPerSecond = 0;

function reportStats(perSecond: number): void {
  if (perSecond === statsPerSecond) return;
  statsPerSecond = perSecond;
  if (statsTimer) clearInterval(statsTimer);
  statsTimer = setInterval(() => {
    const stats = pipeline.stats();
    if (stats) send({ type: 'stats', stats });
  }, 1000 / perSecond);
}
