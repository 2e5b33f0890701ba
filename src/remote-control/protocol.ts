import { z } from 'zod';
import type { HeldKey, MicrophoneMode } from '../shared/mode.js';

/**
 * Messages between a running Stillmic and the programs that control it (the command line, a Stream Deck plug-in, a
 * status bar): lines of JSON over a local socket, UTF-8, each ended by a line feed. docs/control.md describes them for
 * people; this file is what both sides are checked against.
 */

/** Longest line that is read, in bytes. A longer one is answered with an error, and the connection is closed. */
export const MAX_LINE_BYTES = 4096;
/** Connections at a time; a further one is answered with an error and closed. */
export const MAX_CONNECTIONS = 16;

const name = z.string().min(1).max(512);

/** A request: one line, one answer. `watch` is answered by the status now and by another line after each change. */
export const requestSchema = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('status') }),
  z.strictObject({ command: z.literal('watch') }),
  z.strictObject({ command: z.literal('mode'), mode: z.enum(['on', 'bypass', 'mute', 'off']) }),
  z.strictObject({ command: z.literal('toggle'), what: z.enum(['on', 'bypass', 'mute']) }),
  /**
   * Push to talk, and its counterpart push to mute (a cough key): `held` while the key is down. The connection that
   * holds a key lets go of it when it ends.
   */
  z.strictObject({ command: z.literal('talk'), held: z.boolean() }),
  z.strictObject({ command: z.literal('cough'), held: z.boolean() }),
  /** A microphone or headphones by the stable name or by the one that people know; `default`; null for no headphones. */
  z.strictObject({ command: z.literal('microphone'), name }),
  z.strictObject({ command: z.literal('headphones'), name: name.nullable() }),
  z.strictObject({ command: z.literal('model'), id: z.string().min(1).max(64) }),
  z.strictObject({ command: z.literal('strength'), percent: z.number().min(0).max(100) }),
]);

/** A request that was checked. */
export type ControlRequest = z.infer<typeof requestSchema>;

/** State of Stillmic. Everything that a status bar or a key with a light needs, and nothing more. */
export interface ControlStatus {
  /** Version of this form; fields may be added, none is renamed without a new number. */
  readonly version: 1;
  /** Program that runs: the app with its window, or `stillmic run`. */
  readonly program: 'app' | 'run';
  readonly processId: number;
  readonly mode: MicrophoneMode;
  /** `off`, `starting`, `running`, `bypassed`, `recovering`, `failed`. */
  readonly state: string;
  /** Whether nothing but silence is sent: mode `mute`, unless a key is held to talk, or a key is held to mute. */
  readonly muted: boolean;
  /** A key that is held: to talk while muted, or to mute; null for none. */
  readonly held: HeldKey | null;
  /** One English sentence: why it recovers, fell back or failed; null when there is nothing to say. */
  readonly reason: string | null;
  /** Stable name of the chosen microphone, or `default`, and the name of the one in use; null when none is open. */
  readonly microphone: { readonly name: string; readonly label: string | null };
  /** Name that calling apps list. */
  readonly virtualMicrophone: string;
  /** Apps that record the virtual microphone. */
  readonly listeners: readonly string[];
  /** Id of the chosen model, and of the one that runs. */
  readonly model: { readonly chosen: string; readonly active: string | null };
  /** 0–100 %. */
  readonly strength: number;
  /** Stable name of the headphones on which one hears oneself; null for none. */
  readonly headphones: string | null;
}

/** A line that is sent back. */
export type ControlAnswer =
  | { readonly ok: true; readonly status: ControlStatus }
  /** One English sentence with the way out. */
  | { readonly ok: false; readonly message: string };

/** A request from a line, or a sentence about what is wrong with it. */
export function parseRequest(line: string): ControlRequest | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'The line is not JSON.';
  }
  const checked = requestSchema.safeParse(value);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const where = issue?.path.join('.') || 'command';
  return `The request is not known: see “${where}” in docs/control.md.`;
}
