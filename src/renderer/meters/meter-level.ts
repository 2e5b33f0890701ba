import { SILENCE_DBFS } from '../../shared/dbfs.js';
import type { Level, LiveStats } from '../../shared/live.js';

/** Side of the enhancer that a meter shows. */
export type MeterSide = 'before' | 'after';

/** Level of silence. */
export const SILENT: Level = { rmsDbfs: SILENCE_DBFS, peakDbfs: SILENCE_DBFS, clipped: false };

/** The level that a meter shows of a report. */
export const levelOf = (side: MeterSide, stats: Pick<LiveStats, 'input' | 'output'> | null): Level =>
  (side === 'before' ? stats?.input : stats?.output) ?? SILENT;
