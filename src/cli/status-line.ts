import { totalLatencyMs, type LiveStats, type LiveStatus } from '../shared/live.js';
import { inEnglish } from '../words/say.js';

const fixed = (value: number, digits = 0): string => value.toFixed(digits);

/** State and figures in one line of at most `columns` characters. */
export function statusLine(status: LiveStatus, stats: LiveStats | null, columns: number): string {
  const state = status.idle ? `${status.state}, paused: no app listens` : status.state;
  const parts = [status.reason ? `${state} (${inEnglish(status.reason)})` : state];
  if (stats && !status.idle && (status.state === 'running' || status.state === 'bypassed')) {
    // Figures that are still settling.
    const about = stats.settling ? '≈' : '';
    parts.push(
      `in ${fixed(stats.input.rmsDbfs)} dBFS`,
      `out ${fixed(stats.output.rmsDbfs)} dBFS`,
      `latency ${about}${fixed(totalLatencyMs(stats.latency))} ms`,
      ...(stats.rtfMean === null || stats.rtfP99 === null
        ? []
        : [`RTF ${fixed(stats.rtfMean, 2)} (p99 ${fixed(stats.rtfP99, 2)})`]),
      `dropouts ${stats.dropouts.count}`,
      `drift ${about}${fixed(stats.driftPpm)} ppm`,
    );
  }
  return parts.join(' · ').slice(0, columns);
}
