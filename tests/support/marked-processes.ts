import { readdirSync, readFileSync } from 'node:fs';

/** Variable whose value finds every process that inherited it, whoever its parent is now. */
export const MARK = 'STILLMIC_TEST_MARK';

export interface MarkedProcess {
  readonly id: number;
  readonly command: string;
}

/** Processes that were started, however indirectly, with this value of `MARK`. Linux only. */
export function markedProcesses(mark: string): MarkedProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const environment = readFileSync(`/proc/${name}/environ`, 'utf8').split('\0');
        if (!environment.includes(`${MARK}=${mark}`)) return [];
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0').join(' ').trim();
        // A process that ended and that nobody has waited for has nothing left but its id.
        return command ? [{ id: Number(name), command }] : [];
      } catch {
        return [];
      }
    });
}
