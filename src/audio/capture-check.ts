import { LevelMeter } from '../dsp/meter.js';
import type { Level } from '../shared/live.js';
import { wordsOf } from '../shared/user-error.js';
import { words, type Words } from '../words/words.js';
import { failed, ok, warning, type Finding } from './checks.js';
import type { SoundDevice } from './control/sound-system.js';
import type { AudioStreams } from './streams/audio-streams.js';

/** How long a microphone is listened to. */
export const LISTEN_MS = 2000;
const BLOCK_MS = 20;
/** A device that gives nothing for this long gives nothing at all. */
export const LISTEN_TIMEOUT_MS = 10_000;

/** Result of listening to a microphone. */
export type Heard = { readonly level: Level } | { readonly reason: Words };

/** Nothing came in time. */
export const NOTHING_HEARD: Heard = {
  reason: words('doctor.nothingCame', { seconds: LISTEN_TIMEOUT_MS / 1000 }),
};

/** Listens to a microphone as the engine does, then closes all streams. */
export async function listen(streams: AudioStreams, microphone: SoundDevice): Promise<Heard> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<Heard>((resolve) => {
    timer = setTimeout(resolve, LISTEN_TIMEOUT_MS, NOTHING_HEARD);
  });
  try {
    return await Promise.race([measure(streams, microphone), tooLate]);
  } catch (error) {
    return { reason: wordsOf(error) };
  } finally {
    clearTimeout(timer);
    await streams.close();
  }
}

async function measure(
  streams: AudioStreams,
  { name, sampleRate, channels = 1 }: SoundDevice,
): Promise<Heard> {
  const source = await streams.openSource({ name, sampleRate, channels, channel: 'loudest' });
  const meter = new LevelMeter();
  const frames = Math.round((BLOCK_MS * sampleRate) / 1000);
  for (let heardMs = 0; heardMs < LISTEN_MS; heardMs += BLOCK_MS) meter.measure(await source.read(frames));
  return { level: meter.read() };
}

/** Digital silence, and what is as good as it. */
const SILENT_DBFS = -90;

const LINK = words('doctor.linkMicrophone');

/** Finding for the level of a microphone. */
export function levelFinding(
  { label, volume }: Pick<SoundDevice, 'label' | 'volume'>,
  heard: Heard,
): Finding {
  if ('reason' in heard)
    return failed(
      LINK,
      words('doctor.noSound', { label, reason: heard.reason }),
      words('doctor.noSoundAdvice'),
    );
  const { rmsDbfs, peakDbfs, clipped } = heard.level;
  const values = { label, rms: rmsDbfs.toFixed(0), peak: peakDbfs.toFixed(0) };
  if (volume?.isMuted)
    return warning(LINK, words('doctor.micMuted', { label }), words('doctor.micMutedAdvice'));
  if (peakDbfs < SILENT_DBFS)
    return warning(LINK, words('doctor.levelSilent', values), words('doctor.levelSilentAdvice'));
  if (clipped) return warning(LINK, words('doctor.levelClips', values), words('doctor.levelClipsAdvice'));
  return ok(LINK, words('doctor.level', values));
}
