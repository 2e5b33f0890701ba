/**
 * A thread that ends its whole process when that takes too long or too much memory: the main thread may be inside
 * a native call that nothing else can interrupt.
 */
import { workerData } from 'node:worker_threads';
import type { ProcessLimits } from './watched.js';

const POLL_MS = 10;

const { deadlineMs, memoryBytes } = workerData as ProcessLimits;
const endsAt = performance.now() + deadlineMs;
const startBytes = process.memoryUsage.rss();

setInterval(() => {
  const isLate = performance.now() > endsAt;
  if (isLate || process.memoryUsage.rss() - startBytes > memoryBytes) process.kill(process.pid, 'SIGKILL');
}, POLL_MS);
