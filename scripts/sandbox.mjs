// Whether Chromium can build its sandbox on this Linux, and what to type where it can't. The app is never started
// without one for a user: the sandbox is what stands between a page and the user's files.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const SUID_MODE = 0o4755;

/** The system that is examined; tests give another one. */
const thisSystem = {
  platform: process.platform,
  userId: process.getuid?.() ?? 0,
  /** @returns {string | undefined} */
  read(file) {
    try {
      return readFileSync(file, 'utf8').trim();
    } catch {
      return undefined;
    }
  },
  list: (folder) => (existsSync(folder) ? readdirSync(folder) : []),
  /** Whether a file is root's and set-uid. */
  isSuidRoot(file) {
    const stat = statSync(file, { throwIfNoEntry: false });
    return stat !== undefined && stat.uid === 0 && (stat.mode & 0o7777) === SUID_MODE;
  },
  exists: existsSync,
};

/** Why unprivileged user namespaces can't be had, and the command that permits them; null where they can. */
function restriction(system, executable) {
  if (system.read('/proc/sys/user/max_user_namespaces') === '0')
    return {
      why: 'This system allows no user namespaces (user.max_user_namespaces is 0)',
      permit: 'sudo sysctl -w user.max_user_namespaces=10000',
    };
  if (system.read('/proc/sys/kernel/unprivileged_userns_clone') === '0')
    return {
      why: 'This system allows user namespaces only to root (kernel.unprivileged_userns_clone is 0)',
      permit: 'sudo sysctl -w kernel.unprivileged_userns_clone=1',
    };
  if (system.read('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') !== '1') return null;
  const folder = '/etc/apparmor.d';
  const hasProfile = system
    .list(folder)
    .some((name) => system.read(join(folder, name))?.includes(`"${executable}"`));
  if (hasProfile) return null;
  const profile = `abi <abi/4.0>,\\ninclude <tunables/global>\\nprofile stillmic-checkout "${executable}" flags=(unconfined) {\\n  userns,\\n}\\n`;
  const file = `${folder}/stillmic-checkout`;
  return {
    why: 'AppArmor allows user namespaces only to programs that have a profile (Ubuntu 24.04 and later)',
    permit: `printf '${profile}' | sudo tee ${file} >/dev/null && sudo apparmor_parser -r ${file}`,
  };
}

/**
 * The advice for a user whose Chromium can't start its sandbox; null where it can.
 *
 * @param {string} executable path of the Electron to start
 * @returns {string | null} lines: why, what to type, and the other way out
 */
export function sandboxProblem(executable, system = thisSystem) {
  // Root runs without the sandbox anyway (electronFlags), for tests and containers.
  if (system.platform !== 'linux' || system.userId === 0) return null;
  const helper = join(dirname(executable), 'chrome-sandbox');
  if (system.isSuidRoot(helper)) return null;
  const found = restriction(system, executable);
  if (!found) return null;
  const suid = `sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`;
  return [
    `${found.why}, and Electron's sandbox needs them. Please type:`,
    `  ${found.permit}`,
    ...(system.exists(helper) ? ['or, for this copy of Electron only:', `  ${suid}`] : []),
    'Then start again. The deb (npm run package) sets this up by itself.',
  ].join('\n');
}
