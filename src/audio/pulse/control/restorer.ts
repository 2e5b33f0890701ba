import { spawn, type ChildProcess } from 'node:child_process';
import { OWNER_PROPERTY, SOURCE_NAME } from './names.js';

/**
 * Waits until its input ends. `done` before that means that everything was restored; otherwise the process that held
 * the other end is gone, however it went, and what it made is taken back: first the default microphone, then the
 * modules, the last one first. An index is looked up right before it is used: PipeWire reuses them at once.
 *
 * $1: tag of the modules, $2: our source, $3: file with the previous default source, if there is one. Without the file,
 * the default source from before is meant.
 */
const SCRIPT = `
trap '' HUP INT TERM QUIT PIPE
owner=$1 source=$2 file=$3
server() { if command -v timeout >/dev/null; then timeout -s KILL 2 pactl "$@"; else pactl "$@"; fi; }
previous=$(server get-default-source)
[ "$previous" = "$source" ] && previous=
read -r word
[ "$word" = done ] && exit 0
[ -s "$file" ] && read -r previous <"$file"
if [ -n "$previous" ] && [ "$(server get-default-source)" = "$source" ]; then
  server set-default-source "$previous" && [ -n "$file" ] && rm -f "$file"
fi
for round in 1 2 3 4 5 6; do
  index=$(server list short modules | grep -F "${OWNER_PROPERTY}='$owner'" | tail -n 1 | cut -f 1)
  case $index in ''|*[!0-9]*) break;; esac
  server unload-module "$index" || break
done
`;

/**
 * A process of its own that restores the default microphone and unloads our modules when this process ends without
 * doing that: by SIGKILL, for lack of memory, or with its whole process group at logout or with its terminal
 * (docs/decisions/0012-restorer.md).
 */
export class Restorer {
  readonly #child: ChildProcess;

  /**
   * @param env                 environment of pactl
   * @param owner               tag of the modules that this process makes
   * @param previousDefaultFile file that holds the previous default source while ours is it; null for none
   */
  constructor(env: NodeJS.ProcessEnv, owner: string, previousDefaultFile: string | null) {
    this.#child = spawn(
      '/bin/sh',
      ['-c', SCRIPT, 'stillmic-restorer', owner, SOURCE_NAME, previousDefaultFile ?? ''],
      // A session of its own: no signal to our process group or from our terminal reaches it.
      { env, cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'] },
    );
    // Without it nothing is lost but the protection.
    this.#child.on('error', () => undefined);
    this.#child.stdin?.on('error', () => undefined);
    this.#child.unref();
    (this.#child.stdin as unknown as { unref?(): void } | null)?.unref?.();
  }

  /** Everything was restored. */
  end(): void {
    this.#child.stdin?.end('done\n');
  }
}
