/** Names of our own nodes. Labels hold no quotes: neither server's argument parser takes all of them. */
export const SINK_NAME = 'stillmic_sink';
export const SINK_LABEL = 'Stillmic (internal)';
export const SOURCE_NAME = 'stillmic';
export const SOURCE_LABEL = 'Stillmic Microphone';
/** Sink that takes other apps' sound while there are no speakers (see foreign-streams.ts). */
export const SILENT_SINK_NAME = 'stillmic_silence';
export const SILENT_SINK_LABEL = 'Stillmic (no speakers)';
/** Property of our nodes, and of the client that shows our presence, that identifies the process that made them. */
export const OWNER_PROPERTY = 'stillmic.owner';
/** Rate of all nodes, Hz: that of nearly every calling app. */
export const NODE_RATE = 48_000;

/** Name of one of our nodes. */
export type OwnNode = typeof SINK_NAME | typeof SOURCE_NAME | typeof SILENT_SINK_NAME;

/** Whether a node is ours. */
export const isOwnNode = (name: string): name is OwnNode =>
  name === SINK_NAME || name === SOURCE_NAME || name === SILENT_SINK_NAME;
