import { UserError } from '../../../shared/user-error.js';
import { loadRefuge, unloadModules } from './modules.js';
import { OWNER_PROPERTY, REFUGE_NAME, SINK_NAME } from './names.js';
import type { ServerObjects } from './objects.js';
import type { Pactl } from './pactl.js';
import { isOwnStream, isSpeaker } from './state.js';

/**
 * Sees to it that no other app's sound goes into the call. When the speakers are unplugged, the server moves
 * what plays on them to the sink that is left or is the default one, and that may be ours. From there it goes to
 * other speakers, or, where there are none, to a sink that nobody hears; that one goes when there are speakers
 * again, and the server then moves its streams to them. A stream that somebody put onto our sink while it was
 * not the default one is left there.
 *
 * @param owner tag of this process's nodes
 */
export async function expelStrays(pactl: Pactl, objects: ServerObjects, owner: string): Promise<void> {
  const { sinks, sink_inputs, info } = objects;
  const isOurs = (name: string) =>
    sinks.find((sink) => sink.name === name && sink.properties[OWNER_PROPERTY] === owner);
  const ourSink = isOurs(SINK_NAME);
  if (!ourSink) return;
  const speakers = sinks.filter(isSpeaker);
  const refuge = isOurs(REFUGE_NAME);
  if (speakers.length > 0 && refuge)
    await unloadModules(pactl, (module) => module.node === REFUGE_NAME && module.owner === owner);
  if (speakers.length > 0 && info.default_sink_name !== SINK_NAME) return;
  const strays = sink_inputs.filter((stream) => stream.sink === ourSink.index && !isOwnStream(stream));
  if (strays.length === 0) return;
  if (speakers.length === 0 && !refuge) await loadRefuge(pactl, owner);
  const target = speakers[0]?.name ?? REFUGE_NAME;
  for (const { index } of strays) {
    try {
      await pactl.run('move-sink-input', String(index), target);
    } catch (error) {
      // It has ended meanwhile, or may not be moved.
      if (!(error instanceof UserError)) throw error;
    }
  }
}
