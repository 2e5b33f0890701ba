/** A device without sound for so long counts as lost: nothing else tells of a dead sound server. */
export const STALL_MS = 1000;
/** At the start it may take longer: an idle null sink of PulseAudio has rendered two seconds ahead. */
export const FIRST_STALL_MS = 4000;
