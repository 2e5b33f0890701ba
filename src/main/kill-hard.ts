/** SIGKILL, because a process that hangs ignores the SIGTERM that utilityProcess sends. One that is gone is no fault. */
export function killHard(processId: number | undefined): void {
  try {
    if (processId !== undefined) process.kill(processId, 'SIGKILL');
  } catch {
    // It was gone already.
  }
}
