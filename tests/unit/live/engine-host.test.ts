import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { EngineHost, forkEngine } from '../../../src/live/engine-host.js';
import type { EngineConfig } from '../../../src/shared/engine-messages.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { inEnglish } from '../../../src/words/say.js';

it('replaces an engine whose audio worker no longer beats, and gives the new one the configuration', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'engine.cjs');
  // Its process answers, its worker hangs after one beat.
  writeFileSync(
    file,
    `process.on('message', () => process.send({ type: 'heartbeat' }));
     process.on('disconnect', () => process.exit());`,
  );
  const config = { strength: 50 } as EngineConfig;
  const processes: (number | undefined)[] = [];
  const reason = await new Promise<string>((resolve) => {
    const host = new EngineHost({
      file,
      env: process.env,
      streamEnvironment: () => ({ variables: {}, dispose: () => undefined }),
      spawn: forkEngine,
      onMessage: () => {
        if (!processes.includes(host.pid)) processes.push(host.pid);
        if (processes.length === 2) void host.stop().then(() => resolve(reasons.join()));
      },
      onDown: (why) => reasons.push(inEnglish(why)),
    });
    const reasons: string[] = [];
    host.run(config);
  });
  expect(reason).toBe('The engine hung.');
  expect(processes).toHaveLength(2);
});
