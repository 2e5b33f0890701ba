import { UserError } from '../../../shared/user-error.js';
import { loadSilentSink, unloadModules } from './modules.js';
import { OWNER_PROPERTY, SILENT_SINK_NAME, SINK_NAME } from './names.js';
import type { PulseStream, ServerObjects } from './objects.js';
import type { Pactl } from './pactl.js';
import { isOwnStream } from './own-streams.js';
import { isSpeaker } from './state.js';

/**
 * Keeps other apps' sound out of the call. When the speakers are unplugged, the server moves their streams to a sink
 * that is left or is the default one, which may be ours. These streams are moved on to other speakers, or, where there
 * are none, to a sink that nobody hears. That sink is removed when there are speakers again, and the server then moves
 * its streams to them. A stream that somebody put onto our sink while it was not the default one stays there.
 *
 * @param owner tag of this process's nodes
 * @returns whether anything was changed
 */
export async function removeForeignStreams(
  pactl: Pactl,
  objects: ServerObjects,
  owner: string,
): Promise<boolean> {
  const { sinks, sink_inputs, info } = objects;
  const ownSink = (name: string) =>
    sinks.find((sink) => sink.name === name && sink.properties[OWNER_PROPERTY] === owner);
  const ourSink = ownSink(SINK_NAME);
  if (!ourSink) return false;
  const speakers = sinks.filter(isSpeaker);
  const silentSink = ownSink(SILENT_SINK_NAME);
  const isSilentSinkDone = speakers.length > 0 && silentSink !== undefined;
  if (isSilentSinkDone)
    await unloadModules(pactl, (module) => module.node === SILENT_SINK_NAME && module.owner === owner);
  if (speakers.length > 0 && info.default_sink_name !== SINK_NAME) return isSilentSinkDone;
  const foreign = sink_inputs.filter((stream) => stream.sink === ourSink.index && !isOwnStream(stream));
  if (foreign.length === 0) return isSilentSinkDone;
  if (speakers.length === 0 && !silentSink) await loadSilentSink(pactl, owner);
  await moveStreams(pactl, foreign, speakers[0]?.name ?? SILENT_SINK_NAME);
  return true;
}

async function moveStreams(pactl: Pactl, streams: readonly PulseStream[], sink: string): Promise<void> {
  for (const { index } of streams) {
    try {
      await pactl.run('move-sink-input', String(index), sink);
    } catch (error) {
      // It has ended meanwhile, or may not be moved.
      if (!(error instanceof UserError)) throw error;
    }
  }
}
