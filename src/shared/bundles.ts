/**
 * Programs that the build makes of `src`, each named after the file that it starts with. All are in one folder,
 * as NAME.cjs; whoever starts one finds it beside itself.
 */
export const BUNDLES = {
  index: 'src/main/index.ts',
  cli: 'src/cli/main.ts',
  'engine-process': 'src/engine/engine-process.ts',
  'audio-thread': 'src/engine/audio-thread.ts',
  'model-optimiser': 'src/engine/model-optimiser.ts',
  'portaudio-probe': 'src/audio/portaudio/portaudio-probe.ts',
  'inference-thread': 'src/audio-file/inference-thread.ts',
  'check-process': 'src/models/check-process.ts',
  'watch-thread': 'src/models/watch-thread.ts',
  'job-process': 'src/main/jobs/job-process.ts',
} as const;

/** Name of a bundle. */
export type BundleName = keyof typeof BUNDLES;

/** File name of a bundle in the folder of bundles. */
export const bundleFile = (name: BundleName): string => `${name}.cjs`;
