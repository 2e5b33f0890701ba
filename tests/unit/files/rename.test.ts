import { describe, expect, it } from 'vitest';
import { renameInTime } from '../../../src/files/rename.js';

/** A disk on which moving fails so often, each time with this code. */
function busyDisk(times: number, code: string) {
  const disk = {
    tries: 0,
    rename: async (): Promise<void> => {
      if (++disk.tries <= times) throw Object.assign(new Error(code), { code });
    },
  };
  return disk;
}

describe('moving a file to its place', () => {
  it.each(['EPERM', 'EACCES', 'EBUSY'])(
    'waits on Windows while another program has it open (%s)',
    async (code) => {
      const disk = busyDisk(3, code);
      await renameInTime('a', 'b', { rename: disk.rename, platform: 'win32' });
      expect(disk.tries).toBe(4);
    },
  );

  it('gives up in the end, with the system’s error', async () => {
    const disk = busyDisk(Infinity, 'EBUSY');
    await expect(renameInTime('a', 'b', { rename: disk.rename, platform: 'win32' })).rejects.toMatchObject({
      code: 'EBUSY',
    });
    expect(disk.tries).toBeGreaterThan(3);
  });

  it.each([
    ['win32', 'ENOENT'],
    ['linux', 'EPERM'],
    ['darwin', 'EBUSY'],
  ] as const)('does not wait for what will not pass (%s, %s)', async (platform, code) => {
    const disk = busyDisk(Infinity, code);
    await expect(renameInTime('a', 'b', { rename: disk.rename, platform })).rejects.toMatchObject({ code });
    expect(disk.tries).toBe(1);
  });
});
