/** Rate in Hz where nothing says it: the known families use an FFT size of 512 at 16 kHz and of 1024 at 48 kHz. */
export const defaultSampleRate = (nFft: number): number => (nFft >= 1024 ? 48_000 : 16_000);

/** Hop where nothing says it: half the FFT size, as in most of the known families. */
export const defaultHop = (nFft: number): number => nFft / 2;
