import { expect, it } from 'vitest';
import { sandboxProblem } from '../../../scripts/sandbox.mjs';

const ELECTRON = '/home/u/stillmic/node_modules/electron/dist/electron';
const RESTRICTED = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';

interface Parts {
  readonly files?: Record<string, string>;
  readonly userId?: number;
  readonly platform?: string;
  readonly suid?: boolean;
  readonly helper?: boolean;
}

const system = ({ files = {}, userId = 1000, platform = 'linux', suid = false, helper = true }: Parts) => ({
  platform,
  userId,
  read: (file: string) => files[file],
  list: () => Object.keys(files).flatMap((file) => /^\/etc\/apparmor\.d\/(.+)$/.exec(file)?.[1] ?? []),
  isSuidRoot: () => suid,
  exists: () => helper,
});

const problem = (parts: Parts) => sandboxProblem(ELECTRON, system(parts));

it('has nothing to say where the sandbox can be built', () => {
  expect(problem({})).toBeNull();
  expect(problem({ files: { [RESTRICTED]: '0', '/proc/sys/user/max_user_namespaces': '4000' } })).toBeNull();
});

it('gives a profile for this Electron on Ubuntu 24.04', () => {
  const text = problem({ files: { [RESTRICTED]: '1' } });
  expect(text).toContain('Ubuntu 24.04');
  expect(text).toContain(`profile stillmic-checkout "${ELECTRON}" flags=(unconfined)`);
  expect(text).toContain('sudo apparmor_parser -r /etc/apparmor.d/stillmic-checkout');
  expect(text).toContain("sudo chmod 4755 '/home/u/stillmic/node_modules/electron/dist/chrome-sandbox'");
  expect(text).not.toContain('--no-sandbox');
});

it('names the setting of Debian, and of systems without user namespaces', () => {
  expect(problem({ files: { '/proc/sys/kernel/unprivileged_userns_clone': '0' } })).toContain(
    'sudo sysctl -w kernel.unprivileged_userns_clone=1',
  );
  expect(problem({ files: { '/proc/sys/user/max_user_namespaces': '0' } })).toContain(
    'sudo sysctl -w user.max_user_namespaces=10000',
  );
});

it('is content once the user has typed one of them', () => {
  expect(problem({ files: { [RESTRICTED]: '1' }, suid: true })).toBeNull();
  const files = { [RESTRICTED]: '1', '/etc/apparmor.d/stillmic-checkout': `profile x "${ELECTRON}" {` };
  expect(problem({ files })).toBeNull();
});

it('leaves other systems and root alone, and names no helper that is not there', () => {
  expect(problem({ files: { [RESTRICTED]: '1' }, platform: 'darwin' })).toBeNull();
  expect(problem({ files: { [RESTRICTED]: '1' }, userId: 0 })).toBeNull();
  expect(problem({ files: { [RESTRICTED]: '1' }, helper: false })).not.toContain('chrome-sandbox');
});
