/** A device without sound for this long counts as lost: a dead sound server shows itself in no other way. */
export const STALL_MS = 1000;
/** The same at the start, which may take longer: an idle null sink of PulseAudio has rendered two seconds ahead. */
export const FIRST_STALL_MS = 4000;
