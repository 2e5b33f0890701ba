import { chmodSync, existsSync } from 'node:fs';
import { getPriority } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { bundleForNode } from '../support/bundle.js';
import { RealtimeKit, withoutRealtimeKit } from '../support/realtime-kit.js';
import { run } from '../support/sound/run.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const PROCESS = resolve(import.meta.dirname, '../support/priority-process.ts');
const NOBODY = ['--reuid', '65534', '--regid', '65534', '--clear-groups'];

describe.skipIf(withoutRealtimeKit)(`the priority of the audio thread (${withoutRealtimeKit ?? ''})`, () => {
  let folder: string;
  let program: string;
  beforeEach(async () => {
    folder = temporaryFolder();
    chmodSync(folder, 0o755);
    program = await bundleForNode(PROCESS, folder);
  });

  /** Priority that a process without rights reaches. */
  const reached = async (env: NodeJS.ProcessEnv): Promise<unknown> =>
    JSON.parse(await run('setpriv', [...NOBODY, process.execPath, program], env)) as unknown;

  it('is raised through RealtimeKit where the system does not let the user', async () => {
    const kit = await RealtimeKit.start(folder);
    onTestFinished(() => kit.stop());
    const expected = { raisedBy: 'RealtimeKit', problem: null, nice: -10, mainNice: getPriority() };
    expect(await reached(kit.env)).toMatchObject(expected);
    // The program that is there without systemd.
    const path = temporaryFolder();
    chmodSync(path, 0o755);
    for (const name of ['dbus-send', 'setpriv'])
      await run(
        'ln',
        ['-s', (await run('which', [name], process.env)).trim(), join(path, name)],
        process.env,
      );
    expect(await reached({ ...kit.env, PATH: path })).toMatchObject(expected);
  });

  it('stays as it is where nothing raises it, and says why', async () => {
    const env = { ...process.env, DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${join(folder, 'nowhere')}` };
    expect(await reached(env)).toMatchObject({
      raisedBy: null,
      problem: {
        key: 'engine.priorityRefusedByRealtimeKit',
        values: { reason: expect.stringMatching(/connect/) as string },
      },
      nice: getPriority(),
    });
  });

  it('is raised by right where the system allows it', async () => {
    const raised = JSON.parse(await run(process.execPath, [program], process.env)) as unknown;
    expect(raised).toMatchObject({ raisedBy: 'system', problem: null, nice: -10, mainNice: getPriority() });
  });

  it.skipIf(!existsSync('/proc/self/autogroup'))(
    'is raised with its session, where that is its own',
    async () => {
      const sessionNice = async (...command: string[]): Promise<unknown> =>
        (JSON.parse(await run('setsid', ['--wait', ...command], process.env)) as { sessionNice: unknown })
          .sessionNice;
      expect(await sessionNice(process.execPath, program)).toBe(-10);
      // A shell's other programs stay as they are.
      expect(await sessionNice('sh', '-c', `${process.execPath} ${program}; true`)).toBe(0);
    },
  );
});
