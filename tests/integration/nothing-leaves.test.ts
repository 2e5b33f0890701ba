import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { electronFlags, findElectron } from '../../scripts/electron-runtime.mjs';
import { Screen } from '../e2e/support/screen.js';
import { writeSettings } from '../e2e/support/stillmic-app.js';
import { runSealed, whyNotSealed, type Seen } from '../support/sealed-network.js';
import { sharedFile, withoutShared } from '../support/shared-folder.js';
import { SoundRig } from '../support/sound-rig.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const ROOT = resolve(import.meta.dirname, '../..');
const DEMO = join(ROOT, 'assets/demo/noisy-speech.wav');
/** ONNX Runtime's telemetry was seen to look its server up within this time, seconds. */
const LONG_ENOUGH = 28;

const problem = whyNotSealed();
if (problem) console.warn(`Skipped: ${problem}`);

/** Files that libraries of the system write for every program that uses them; they hold nothing about the user. */
const OF_THE_SYSTEM = [
  // libpulse: the key of the user's own sound server.
  /^home\/\.config\/pulse\//,
  // GTK, fontconfig and Mesa, in a window.
  /^home\/\.cache\/(fontconfig|mesa_shader_cache\w*)\//,
  /^home\/\.(local\/share|cache)\/(recently-used|dconf)/,
];
const OURS = [/^home\/(\.config|\.cache|\.local\/share|\.local\/state)\/[Ss]tillmic\//];

const foreign = (seen: Seen): string[] =>
  seen.files.filter((file) => ![...OURS, ...OF_THE_SYSTEM].some((pattern) => pattern.test(file)));

describe.skipIf(problem !== null)('without CI in the environment', () => {
  let rig: SoundRig;
  let place: string;
  let sound: NodeJS.ProcessEnv;

  beforeAll(async () => {
    rig = await SoundRig.start('pulseaudio');
  });
  afterAll(() => rig.stop());
  beforeEach(() => {
    place = temporaryFolder();
    mkdirSync(join(place, 'run'), { mode: 0o700 });
    sound = { PULSE_SERVER: rig.env['PULSE_SERVER'], XDG_RUNTIME_DIR: join(place, 'run') };
  });

  const run = (script: string, env: NodeJS.ProcessEnv = {}): Promise<Seen> =>
    runSealed(place, `stillmic() { "$NODE" '${ROOT}/out/main/cli.cjs' "$@"; }\n${script}`, {
      ...sound,
      ...env,
    });

  function expectSealed(seen: Seen, codes: readonly number[] = [0]): void {
    expect({ log: seen.log, connections: seen.connections, datagrams: seen.datagrams }).toEqual({
      log: [],
      connections: 0,
      datagrams: 0,
    });
    expect(foreign(seen)).toEqual([]);
    expect(codes, seen.output).toContain(seen.code);
  }

  it('sees whoever asks for a name, connects or leaves a file', async () => {
    const seen = await run(
      `"$NODE" -e 'fetch("http://example.org/").catch(() => {})'; echo x > "$HOME/mine"; echo y > "$TMPDIR/mine"`,
    );
    expect(seen.log.join('\n')).toContain('look-up of example.org');
    expect(seen.log.join('\n')).toContain('connection to 127.0.0.1:80');
    expect(seen.connections).toBeGreaterThan(0);
    expect(foreign(seen)).toEqual(['home/mine', 'tmp/mine']);
  });

  it.each([
    ['denoise', `stillmic denoise '${DEMO}' -o "$SEAL/clean.wav"`],
    ['inspect', `stillmic inspect '${ROOT}/out/models/fastenhancer_t.onnx'`],
    ['models list', 'stillmic models list'],
    ['models import', `stillmic models import '${ROOT}/out/models/fastenhancer_t.onnx'`],
    ['bench', 'stillmic bench --seconds 1'],
    ['devices', 'stillmic devices'],
  ])('%s sends nothing and leaves nothing of others behind', async (_, script) => {
    expectSealed(await run(script));
  });

  it('doctor sends nothing and leaves nothing of others behind', async () => {
    // Code 1: it advises something for this machine.
    expectSealed(await run('stillmic doctor'), [0, 1]);
  });

  it.skipIf(withoutShared)('export sends nothing and leaves nothing of others behind', async () => {
    const checkpoint = sharedFile('export', 'trained_fastenhancer_t.pth');
    const config = sharedFile('export', 'trained_fastenhancer_t.yaml');
    expectSealed(await run(`stillmic export '${checkpoint}' --config '${config}' -o "$SEAL/mine.onnx"`));
  });

  it('run sends nothing and leaves nothing of others behind', { timeout: 90_000 }, async () => {
    expectSealed(
      await run(
        `timeout --signal INT --kill-after 5 ${LONG_ENOUGH} "$NODE" '${ROOT}/out/main/cli.cjs' run --no-idle`,
      ),
      // 124: `timeout` ended it.
      [0, 124],
    );
  });

  it('the app sends nothing and leaves nothing of others behind', { timeout: 120_000 }, async () => {
    const screen = await Screen.start();
    try {
      const home = join(place, 'home');
      const config = join(home, '.config');
      writeSettings(
        { XDG_CONFIG_HOME: join(place, 'settings') },
        { denoiseAtStart: true, live: { pauseWhenIdle: false } },
      );
      const electron = [findElectron().executable, ...electronFlags(), ROOT]
        .map((part) => `'${part}'`)
        .join(' ');
      const seen = await run(
        `mkdir -p '${config}'; cp -r '${place}/settings/Stillmic' '${config}/';
         timeout --foreground --signal TERM --kill-after 10 ${LONG_ENOUGH} ${electron}`,
        { DISPLAY: screen.display, STILLMIC_TRAY: '1' },
      );
      expectSealed(seen, [0, 124]);
      // It ran: the model's session was open all the while.
      expect(seen.files.join('\n')).toContain('home/.config/Stillmic/settings.json');
    } finally {
      await screen.stop();
    }
  });
});
