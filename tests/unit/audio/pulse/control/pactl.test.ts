import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Pactl } from '../../../../../src/audio/pulse/control/pactl.js';
import { temporaryFolder } from '../../../../support/temporary-folder.js';

/** A pactl that is this shell script. */
function scripted(script: string): Pactl {
  const folder = temporaryFolder();
  const file = join(folder, 'pactl');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return new Pactl({ PATH: `${folder}:/usr/bin:/bin` });
}

it.each([
  ['in English', "pactl: unrecognized option '--format=json'", 1],
  ['in German', 'pactl: unbekannte Option »--format=json«', 1],
  ['without a word', '', 2],
])('names the release that has JSON where pactl is older and says so %s', async (_, said, code) => {
  const pactl = scripted(
    `case "$*" in --version) echo 'pactl 15.0'; exit 0;; *json*) echo "${said}" >&2; exit ${code};; esac`,
  );
  await expect(pactl.json('list')).rejects.toThrow(/pactl 15\.0 is too old.*version 16/);
});

it('does so where an old pactl takes the option and answers in text', async () => {
  const pactl = scripted(`case "$*" in --version) echo 'pactl 14.2';; *) echo 'Server String: x';; esac`);
  await expect(pactl.json('info')).rejects.toThrow('pactl 14.2 is too old');
});

it('tells a server that does not answer from one that refuses', async () => {
  const refusing = scripted(
    `case "$*" in --version) echo 'pactl 16.1';; info) echo ok;; *) echo 'Failure: No such entity' >&2; exit 1;; esac`,
  );
  await expect(refusing.run('set-default-source', 'x')).rejects.toThrow(
    'refused “pactl set-default-source x”: No such entity',
  );
  const silent = scripted(
    `case "$*" in --version) echo 'pactl 16.1';; *) echo 'whatever' >&2; exit 1;; esac`,
  );
  await expect(silent.run('list')).rejects.toThrow('does not answer: start PulseAudio');
});

it('says what to install where there is no pactl, and why one can’t be started', async () => {
  await expect(new Pactl({ PATH: '/nowhere' }).run('info')).rejects.toThrow('pulseaudio-utils');
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'pactl'), '');
  await expect(new Pactl({ PATH: folder }).run('info')).rejects.toThrow('can’t be started');
});
