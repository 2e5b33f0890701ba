/** A format of recordings: what people call it, and how its files' names end. */
export interface RecordingFormat {
  readonly label: string;
  /** In lower case, without the dot. */
  readonly extensions: readonly string[];
}

/**
 * Formats that Stillmic reads by itself, in the order in which they are told: the one list from which the command
 * line, the dialog, the window and the sentences take theirs.
 */
export const RECORDING_FORMATS: readonly RecordingFormat[] = [
  { label: 'WAV', extensions: ['wav', 'wave', 'w64', 'rf64'] },
  { label: 'MP3', extensions: ['mp3'] },
  { label: 'FLAC', extensions: ['flac'] },
  { label: 'Ogg', extensions: ['ogg', 'oga'] },
  { label: 'Opus', extensions: ['opus'] },
  { label: 'AIFF', extensions: ['aif', 'aiff', 'aifc'] },
  { label: 'CAF', extensions: ['caf'] },
  { label: 'AU', extensions: ['au', 'snd'] },
];

/** Formats that are read through ffmpeg where it is installed. */
export const FFMPEG_FORMATS: readonly RecordingFormat[] = [
  { label: 'M4A', extensions: ['m4a', 'm4b', 'aac'] },
  { label: 'MP4', extensions: ['mp4', 'm4v', 'mov', '3gp'] },
  { label: 'WebM', extensions: ['webm', 'mkv', 'mka'] },
  { label: 'WMA', extensions: ['wma', 'asf'] },
  { label: 'AMR', extensions: ['amr'] },
  { label: 'WavPack', extensions: ['wv'] },
];

const extensionsOf = (formats: readonly RecordingFormat[]): readonly string[] =>
  formats.flatMap(({ extensions }) => extensions);

/** Endings of recordings, without the dot. */
export const RECORDING_EXTENSIONS: readonly string[] = extensionsOf([
  ...RECORDING_FORMATS,
  ...FFMPEG_FORMATS,
]);

/** `WAV, MP3, FLAC …` */
export const labelsOf = (formats: readonly RecordingFormat[]): string =>
  formats.map(({ label }) => label).join(', ');

/** Whether a file's name says that it is a recording. */
export const isRecordingName = (name: string): boolean =>
  RECORDING_EXTENSIONS.includes(/\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '');
