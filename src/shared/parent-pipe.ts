import { Socket } from 'node:net';

/** Names the file descriptor of a pipe whose other end the starting process holds; scripts/bound-child.mjs sets it. */
const PARENT_PIPE = 'STILLMIC_PARENT_PIPE';

/** A group's signal arrives at both processes: this one gets so long to end by itself. */
const GRACE_MS = 300;

/**
 * Calls `end` soon after the process that started this one has ended, however it did: SIGKILL closes its end of the
 * pipe as well. Does nothing where nobody gave a pipe, and never keeps this process running.
 */
export function onParentGone(end: () => void, env: NodeJS.ProcessEnv = process.env): void {
  const descriptor = Number(env[PARENT_PIPE]);
  // Not for the processes that this one starts.
  delete env[PARENT_PIPE];
  if (!Number.isInteger(descriptor) || descriptor < 3) return;
  let pipe: Socket;
  try {
    pipe = new Socket({ fd: descriptor, readable: true, writable: false });
  } catch {
    // The variable was inherited without the pipe.
    return;
  }
  pipe.on('error', () => undefined);
  pipe.once('close', () => setTimeout(end, GRACE_MS).unref());
  pipe.resume();
  pipe.unref();
}
