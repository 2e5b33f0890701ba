import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'stillmic-engine-';

/** Whether there is such a process; one of somebody else counts. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Removes folders of supervisors that were killed. */
function removeStale(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    try {
      rmSync(join(parent, name), { recursive: true, force: true });
    } catch {
      // It is another user's.
    }
  }
}

/**
 * Temporary folder of the engine process, which the supervisor owns: an engine ends by SIGKILL and could not remove
 * it. There is none where the system's temporary folder is missing, full or read-only; the engine does without.
 */
export class EngineFolder {
  readonly path: string | null;

  constructor(parent = tmpdir()) {
    let path: string | null = null;
    try {
      removeStale(parent);
      path = mkdtempSync(join(parent, `${PREFIX}${process.pid}-`));
    } catch {
      // Models are opened as they are, then.
    }
    this.path = path;
  }

  remove(): void {
    if (this.path === null) return;
    try {
      rmSync(this.path, { recursive: true, force: true });
    } catch {
      // A dying engine still writes; the next start removes it.
    }
  }
}
