import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { runtimeFolder, stateFolder } from '../../../../src/audio/control/folders.js';
import { InstanceLock } from '../../../../src/audio/control/instance-lock.js';
import { temporaryFolder } from '../../../support/temporary-folder.js';

let folder: string;
let env: NodeJS.ProcessEnv;
beforeEach(() => {
  folder = temporaryFolder();
  env = { XDG_RUNTIME_DIR: folder };
});

describe('the instance lock', () => {
  it('is held by one at a time, free again when released, and leaves nothing behind', async () => {
    const first = new InstanceLock(env);
    await first.acquire();
    await first.acquire();
    await expect(new InstanceLock(env).acquire()).rejects.toThrow(`running already (process ${process.pid})`);
    first.release();
    const second = new InstanceLock(env);
    await second.acquire();
    second.release();
    expect(readdirSync(join(folder, 'stillmic'))).toEqual([]);
  });

  it('does without a file where no folder can hold one', async () => {
    const lock = new InstanceLock({ XDG_RUNTIME_DIR: '/proc/self/nowhere', TMPDIR: '/proc/self/nowhere' });
    await lock.acquire();
    lock.release();
  });
});

describe('the runtime folder', () => {
  it('is the session’s, for the user alone', () => {
    expect(runtimeFolder(env)).toBe(join(folder, 'stillmic'));
  });

  it.each([
    ['a link that somebody put there', () => symlinkSync(temporaryFolder(), join(folder, 'stillmic'))],
    ['a file', () => writeFileSync(join(folder, 'stillmic'), '')],
    [
      'a folder that others may write to',
      () => {
        mkdirSync(join(folder, 'stillmic'));
        chmodSync(join(folder, 'stillmic'), 0o777);
      },
    ],
  ])('is another one where there is %s', (_, make) => {
    make();
    const temporary = temporaryFolder();
    expect(runtimeFolder({ ...env, TMPDIR: temporary })).toBe(
      join(temporary, `stillmic-${process.getuid?.()}`),
    );
  });

  it('is a temporary one where the session has none, or one that never answers', () => {
    const temporary = temporaryFolder();
    const elsewhere = join(temporary, `stillmic-${process.getuid?.()}`);
    for (const session of [undefined, '', '/proc/self', 'relative'])
      expect(runtimeFolder({ XDG_RUNTIME_DIR: session, TMPDIR: temporary }), session).toBe(elsewhere);
  });
});

it('keeps state in the home, or where the user wants it', () => {
  expect(stateFolder({ HOME: '/home/x' })).toBe('/home/x/.local/state/stillmic');
  expect(stateFolder({ HOME: '/home/x', XDG_STATE_HOME: 'relative' })).toBe('/home/x/.local/state/stillmic');
  expect(stateFolder({ HOME: '/home/x', XDG_STATE_HOME: '/state' })).toBe('/state/stillmic');
});
