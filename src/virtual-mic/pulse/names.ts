/** Names of our own nodes. Labels hold no quotes: neither server's argument parser takes all of them. */
export const SINK_NAME = 'stillmic_sink';
export const SINK_LABEL = 'Stillmic (internal)';
export const SOURCE_NAME = 'stillmic';
export const SOURCE_LABEL = 'Stillmic Microphone';
/** Property of our nodes that tells which process made them. */
export const OWNER_PROPERTY = 'stillmic.owner';
/** Rate of both, Hz: that of nearly every calling app. */
export const NODE_RATE = 48_000;

export const isOwnNode = (name: string): boolean => name === SINK_NAME || name === SOURCE_NAME;
