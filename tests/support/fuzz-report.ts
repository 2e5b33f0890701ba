/** Result of a process that reads hostile inputs. */
export interface FuzzReport {
  readonly read: number;
  readonly refused: number;
  /** Anything thrown that is no clear error. */
  readonly faults: readonly string[];
  /** Longest processor time of one input. */
  readonly slowestSeconds: number;
  /** Most memory that the whole process ever held. */
  readonly peakMiB: number;
}

/**
 * Reads the hostile inputs `from` … `to` − 1 and prints a FuzzReport as JSON.
 *
 * @param read reads one; making it counts too
 * @param isClear whether what it threw is an error made for people
 */
export async function reportFuzz(
  from: number,
  to: number,
  read: (index: number) => Promise<unknown>,
  isClear: (error: unknown) => boolean,
): Promise<void> {
  const faults: string[] = [];
  const counts = { read: 0, refused: 0 };
  let slowest = 0;
  for (let index = from; index < to; index++) {
    const start = process.cpuUsage();
    try {
      await read(index);
      counts.read++;
    } catch (error) {
      if (isClear(error)) counts.refused++;
      else faults.push(`${index}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`);
    }
    const { user, system } = process.cpuUsage(start);
    slowest = Math.max(slowest, user + system);
  }
  const peakMiB = process.resourceUsage().maxRSS / 1024;
  const report: FuzzReport = { ...counts, faults, slowestSeconds: slowest / 1e6, peakMiB };
  process.stdout.write(JSON.stringify(report));
}
