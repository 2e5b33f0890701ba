import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Linux counts processor time in hundredths of a second for every program. */
const TICKS_PER_SECOND = 100;

/** A process and all that it has started, directly or not. */
export function treeOf(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readOrNull(`/proc/${name}/stat`);
    // The name in brackets may hold anything; state and parent follow it.
    const parent = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    if (parent) parents.set(Number(name), Number(parent));
  }
  const tree = [root];
  for (const id of tree) for (const [child, parent] of parents) if (parent === id) tree.push(child);
  return tree;
}

const readOrNull = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It has ended meanwhile.
    return null;
  }
};

/** Processor time that these processes have used so far, seconds. */
export function processorSeconds(processIds: readonly number[]): number {
  let ticks = 0;
  for (const id of processIds) {
    const stat = readOrNull(`/proc/${id}/stat`);
    if (!stat) continue;
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks / TICKS_PER_SECOND;
}

/** Share of one core that these processes use for the next `seconds`, %. */
export async function cpuPercent(processIds: readonly number[], seconds: number): Promise<number> {
  const before = processorSeconds(processIds);
  const start = performance.now();
  await delay(1000 * seconds);
  return (100_000 * (processorSeconds(processIds) - before)) / (performance.now() - start);
}

/** Memory of these processes, shared pages by share (PSS), MiB. */
export function memoryMiB(processIds: readonly number[]): number {
  let kibibytes = 0;
  for (const id of processIds) {
    const pss = /^Pss:\s+(\d+) kB/m.exec(readOrNull(`/proc/${id}/smaps_rollup`) ?? '');
    kibibytes += Number(pss?.[1] ?? 0);
  }
  return kibibytes / 1024;
}
