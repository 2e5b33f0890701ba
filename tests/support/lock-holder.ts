/** Takes the lock that its argument names, says so, and keeps it until it is killed. */
import { FileLock } from '../../src/files/lock.js';

new FileLock(process.argv[2] ?? '').acquire().then(
  () => process.send?.('held'),
  (error: unknown) => console.error(error),
);
setInterval(() => undefined, 1000);
