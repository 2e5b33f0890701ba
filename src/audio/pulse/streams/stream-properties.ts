/**
 * Properties of a stream of ours. PulseAudio's module-stream-restore keeps volume and mute by this id, so that what was
 * done to one stream is not done to another.
 */
export const streamProperties = (
  label: string,
  direction: 'capture' | 'playback',
  device: string,
): Readonly<Record<string, string>> => ({
  'media.name': label,
  'module-stream-restore.id': `stillmic-${direction}-${device}`,
});
