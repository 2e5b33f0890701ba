// Files of the deb outside /opt: the command line's place in PATH, its manual and its completions, which the built
// command line prints itself.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './setup.mjs';

const share = {
  'man/man1/stillmic.1.gz': ['manual'],
  'bash-completion/completions/stillmic': ['completion', 'bash'],
  'zsh/vendor-completions/_stillmic': ['completion', 'zsh'],
  'fish/vendor_completions.d/stillmic.fish': ['completion', 'fish'],
};

function printed(args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'out/main/cli.cjs'), ...args]);
  if (status !== 0) throw new Error(`stillmic ${args.join(' ')} failed: ${stderr}`);
  return stdout;
}

/** Writes them into a new folder that stands for the root of the system. */
export function writeDebFiles(folder) {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, args] of Object.entries(share)) {
    const file = join(folder, 'usr/share', name);
    mkdirSync(dirname(file), { recursive: true });
    const text = printed(args);
    writeFileSync(file, name.endsWith('.gz') ? gzipSync(text, { level: 9 }) : text, { mode: 0o644 });
  }
  mkdirSync(join(folder, 'usr/bin'));
  symlinkSync('/opt/Stillmic/bin/stillmic', join(folder, 'usr/bin/stillmic'));
  return folder;
}
