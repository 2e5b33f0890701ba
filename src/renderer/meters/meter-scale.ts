/** The scale of the level meters: −60 to 0 dBFS, linear in dB, as on a mixing desk. */

export const METER_FLOOR_DBFS = -60;

/** Numbered marks of the scale, dBFS. */
export const METER_TICKS_DBFS = [-48, -36, -24, -12, -6] as const;

/** Share of the meter's width (0–1) that a level takes; levels off the scale stick to its ends. */
export const meterFraction = (dbfs: number): number => Math.min(1, Math.max(0, 1 - dbfs / METER_FLOOR_DBFS));
