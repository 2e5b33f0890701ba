import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXTERNAL_LINKS } from '../../src/shared/external-links.js';
import type { ControlStatus } from '../../src/remote-control/protocol.js';
import { isFlowing } from '../support/run-reports.js';
import { temporaries } from './support/user-data.js';
import { windowsStage } from './support/windows-stage.js';
import { CABLE, setDefaultMicrophone, USB_MICROPHONE } from './support/wine-devices.js';
import { withoutWine } from './support/wine.js';

describe.skipIf(withoutWine)('stillmic on Windows, live', () => {
  const stage = windowsStage();

  it('lists devices by whole names, the cable not among them', async () => {
    const { code, stdout } = await stage.now.stillmic('devices', '--json');
    expect(code).toBe(0);
    const { microphones } = JSON.parse(stdout) as { microphones: { name: string; isDefault: boolean }[] };
    expect(microphones.filter(({ isDefault }) => isDefault).map(({ name }) => name)).toEqual([
      USB_MICROPHONE.label,
    ]);
    expect(stdout).not.toMatch(/"CABLE/);
  });

  it('names the device that people choose in their call', async () => {
    const run = await stage.now.run();
    expect(run.reports.status).toMatchObject({
      state: 'running',
      microphoneLabel: USB_MICROPHONE.label,
      virtualMicrophoneLabel: CABLE.outputLabel,
    });
  });

  it('is controlled through the named pipe', async () => {
    expect((await stage.now.stillmic('status')).code).toBe(3);
    const run = await stage.now.run('--no-idle');
    const status = async (): Promise<ControlStatus> =>
      JSON.parse((await stage.now.stillmic('status', '--json')).stdout) as ControlStatus;
    expect(await status()).toMatchObject({ mode: 'on', muted: false, program: 'run' });
    expect(await stage.now.stillmic('mode', 'mute')).toMatchObject({ code: 0, stderr: '' });
    expect(await status()).toMatchObject({ mode: 'mute', muted: true });
    expect((await stage.now.stillmic('strength', '40')).stdout).toContain('strength 40 %');
    await stage.now.stillmic('mode', 'bypass');
    await run.until(({ state }) => state === 'bypassed');
  });

  it('says where the cable comes from when it is missing', async () => {
    await stage.now.unplugCable();
    const { code, stderr } = await stage.now.stillmic('run');
    expect(code).toBe(1);
    expect(stderr).toContain('VB-CABLE');
    expect(stderr).toContain(EXTERNAL_LINKS['vb-cable']);
  });

  it('refuses to run twice', async () => {
    const run = await stage.now.run();
    const second = await stage.now.stillmic('run');
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/Stillmic .*already/i);
    expect(run.reports.status?.state).toBe('running');
  });

  it('ends with code 0 at Ctrl+C, and leaves nothing', async () => {
    const run = await stage.now.runInConsole();
    const { code } = await run.order('ctrl-c');
    expect(code).toBe(0);
    expect(stage.now.processes('engine-process')).toEqual([]);
    expect(temporaries().filter((path) => readdirSync(path).length > 0 || /engine/.test(path))).toEqual([]);
  });

  it('gives everything back when it is killed', async () => {
    const run = await stage.now.run();
    expect(stage.now.processes('engine-process')).toHaveLength(1);
    await run.order('kill');
    await expect.poll(() => stage.now.processes('engine-process'), { timeout: 10_000 }).toEqual([]);
    // Neither lock nor pipe is held by anybody.
    await stage.now.run();
    expect((await stage.now.stillmic('status')).code).toBe(0);
  });

  it('replaces an engine that was killed', async () => {
    const run = await stage.now.run('--no-idle');
    const [engine] = stage.now.processes('engine-process');
    process.kill(engine?.id as number, 'SIGKILL');
    await run.until(({ state }) => state === 'recovering');
    await run.until(isFlowing);
    expect(stage.now.processes('engine-process').map(({ id }) => id)).not.toContain(engine?.id);
  });

  it('waits for a microphone that is unplugged, and takes it again', async () => {
    const run = await stage.now.run('--no-idle', '--mic', USB_MICROPHONE.label);
    await stage.now.unplugMicrophone();
    await run.until(
      ({ microphoneLabel, state }) => state !== 'running' || microphoneLabel !== USB_MICROPHONE.label,
    );
    await stage.now.plugMicrophone();
    await run.until(
      ({ microphoneLabel, state }) => state === 'running' && microphoneLabel === USB_MICROPHONE.label,
    );
  });

  it('takes a real microphone when the default one is the cable, and doctor says so', async () => {
    setDefaultMicrophone('1,cable_out');
    try {
      expect((await stage.now.stillmic('doctor')).stdout).toMatch(/^warning +virtual microphone:.*default/m);
      const run = await stage.now.run();
      expect(run.reports.status?.microphoneLabel).not.toMatch(/CABLE|Monitor/);
    } finally {
      setDefaultMicrophone('1,usb_mic');
    }
  });

  it('checks the whole chain with doctor', async () => {
    const { code, stdout, stderr } = await stage.now.stillmic('doctor');
    expect({ code, stderr, stdout }).toMatchObject({ code: 0 });
    expect(stdout).toContain(CABLE.outputLabel);
    expect(stdout).toMatch(/^ok +model:/m);
  });
});
