import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** A system to install on: kernel settings, and what the AppArmor tools answer. */
interface FakeSystem {
  readonly settings?: Readonly<Record<string, string>>;
  readonly hasUserNamespaces?: boolean;
  /** Whether AppArmor is on, knows the profile's version, and loads it. */
  readonly appArmor?: { readonly on: boolean; readonly parses: boolean; readonly loads: boolean };
  readonly isImage?: boolean;
}

const RESTRICTED = { 'kernel/apparmor_restrict_unprivileged_userns': '1' };
const GOOD_APPARMOR = { on: true, parses: true, loads: true };
const REAL_TOOLS = ['cat', 'cp', 'mkdir', 'dirname', 'rm', 'chmod'];

/** A folder that stands for the root of a system on which the package's files were just unpacked. */
class FakeRoot {
  readonly folder = temporaryFolder();
  readonly profile = join(this.folder, 'etc/apparmor.d/stillmic');
  readonly #tools = join(this.folder, 'tools');

  constructor({ settings = {}, hasUserNamespaces = true, appArmor, isImage = false }: FakeSystem) {
    this.#write('opt/Stillmic/stillmic', '');
    this.#write('opt/Stillmic/chrome-sandbox', '');
    this.#write('opt/Stillmic/resources/apparmor-profile', 'profile');
    if (hasUserNamespaces) this.#write('proc/self/ns/user', '');
    for (const [name, value] of Object.entries(settings)) this.#write(`proc/sys/${name}`, `${value}\n`);
    const { on = false, parses = false, loads = false } = appArmor ?? {};
    const answers = {
      'aa-enabled': `exit ${on ? 0 : 1}`,
      apparmor_status: `exit ${on ? 0 : 1}`,
      apparmor_parser: `case "$1" in --skip-kernel-load) exit ${parses ? 0 : 1};; esac; exit ${loads ? 0 : 1}`,
      ischroot: `exit ${isImage ? 0 : 1}`,
      chown: 'exit 0',
    };
    for (const [name, body] of Object.entries(answers)) {
      this.#write(`tools/${name}`, `#!/bin/sh\necho "${name} $*" >> '${this.folder}/calls'\n${body}\n`);
      chmodSync(join(this.#tools, name), 0o755);
    }
    for (const name of REAL_TOOLS) {
      const real = ['/bin', '/usr/bin'].map((place) => join(place, name)).find((file) => existsSync(file));
      symlinkSync(real as string, join(this.#tools, name));
    }
  }

  #write(name: string, text: string): void {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  get calls(): string {
    const file = join(this.folder, 'calls');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  get sandboxMode(): number {
    return statSync(join(this.folder, 'opt/Stillmic/chrome-sandbox')).mode & 0o7777;
  }

  /** Runs a maintainer script of the deb, with its names filled in as electron-builder does. */
  run(name: 'after-install' | 'after-remove', ...args: string[]): void {
    const names: Record<string, string> = { executable: 'stillmic', sanitizedProductName: 'Stillmic' };
    const script = readFileSync(`assets/deb/${name}.sh`, 'utf8').replace(
      /\$\{([a-zA-Z]+)\}/g,
      (_, macro: string) => names[macro] as string,
    );
    const { status, stderr } = spawnSync('/bin/bash', ['--norc', '-c', script, name, ...args], {
      // bash takes a socket for a remote shell, which reads the user's own settings.
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: this.#tools, STILLMIC_ROOT: this.folder },
      encoding: 'utf8',
    });
    expect(stderr.replace(/.*update-\w+-database: command not found\n/g, '')).toBe('');
    expect(status).toBe(0);
  }
}

const installed = (system: FakeSystem): FakeRoot => {
  const root = new FakeRoot(system);
  root.run('after-install');
  return root;
};

describe.skipIf(process.platform === 'win32')('the deb’s maintainer scripts', () => {
  it('need no set-uid sandbox where user namespaces are free', () => {
    const root = installed({});
    expect(root.sandboxMode).toBe(0o755);
    expect(existsSync(root.profile)).toBe(false);
  });

  it('bring the profile where AppArmor restricts them and takes it', () => {
    const root = installed({ settings: RESTRICTED, appArmor: GOOD_APPARMOR });
    expect(readFileSync(root.profile, 'utf8')).toBe('profile');
    expect(root.calls).toContain(`apparmor_parser --replace --write-cache --skip-read-cache ${root.profile}`);
    expect(root.sandboxMode).toBe(0o755);
  });

  it.each([
    ['can’t read the profile', { ...GOOD_APPARMOR, parses: false }],
    ['can’t load the profile', { ...GOOD_APPARMOR, loads: false }],
    ['is off, but the kernel restricts', { ...GOOD_APPARMOR, on: false }],
  ])('fall back to the set-uid sandbox where AppArmor %s', (_, appArmor) => {
    const root = installed({ settings: RESTRICTED, appArmor });
    expect(root.sandboxMode).toBe(0o4755);
    expect(existsSync(root.profile)).toBe(false);
    expect(root.calls).toMatch(/^chown root:root /m);
  });

  it.each(['kernel/unprivileged_userns_clone', 'user/max_user_namespaces'])(
    'fall back to it where %s is 0, which no profile lifts',
    (setting) => {
      expect(installed({ settings: { [setting]: '0' }, appArmor: GOOD_APPARMOR }).sandboxMode).toBe(0o4755);
    },
  );

  it('fall back to it on a kernel without user namespaces', () => {
    expect(installed({ hasUserNamespaces: false }).sandboxMode).toBe(0o4755);
  });

  it('put the profile into an image without loading it into the kernel that builds it', () => {
    const root = installed({ settings: RESTRICTED, appArmor: GOOD_APPARMOR, isImage: true });
    expect(existsSync(root.profile)).toBe(true);
    expect(root.calls).not.toContain('--replace');
  });

  it('take the profile away again', () => {
    const root = installed({ settings: RESTRICTED, appArmor: GOOD_APPARMOR });
    root.run('after-remove', 'remove');
    expect(root.calls).toContain(`apparmor_parser --remove ${root.profile}`);
    expect(existsSync(root.profile)).toBe(false);
  });

  it('keep the profile during an upgrade', () => {
    const root = installed({ settings: RESTRICTED, appArmor: GOOD_APPARMOR });
    root.run('after-remove', 'upgrade');
    expect(existsSync(root.profile)).toBe(true);
  });
});
