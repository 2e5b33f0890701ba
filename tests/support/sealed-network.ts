import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const NAME_SERVER = resolve(import.meta.dirname, 'name-server-process.mjs');

/** A network and a view of files of its own; who isn't root becomes root in a user namespace for it. */
const NAMESPACES = ['--net', '--mount', ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'])];

/** Why no sealed network can be made here; null where it can. */
export function whyNotSealed(): string | null {
  if (process.platform !== 'linux') return 'Network namespaces are Linux’s.';
  const { status, stderr } = spawnSync('unshare', [...NAMESPACES, 'ip', 'link', 'set', 'lo', 'up']);
  return status === 0 ? null : `No network namespace can be made here: ${String(stderr).trim()}`;
}

/** Record of what programs did in a sealed network. */
export interface Seen {
  /** Look-ups of names and connections to the usual ports, a line each. */
  readonly log: readonly string[];
  /** Connections that were tried over TCP, to whatever address, and datagrams that were sent, by the kernel's count. */
  readonly connections: number;
  readonly datagrams: number;
  /** Output and exit code of the script. */
  readonly output: string;
  readonly code: number | null;
  /** Files in the home folder and in the folder for temporary files, relative to the place of both. */
  readonly files: readonly string[];
}

/**
 * All addresses lead to this machine itself, so that every attempt succeeds in being made and is counted. The name
 * server is asked for each name; what it and the tests do themselves is counted before.
 */
const PREPARATION = `
set -e
ip link set lo up
ip route add local default dev lo
mount --bind "$SEAL/resolv.conf" /etc/resolv.conf
mount --bind "$SEAL/nsswitch.conf" /etc/nsswitch.conf
"$NODE" "$NAME_SERVER" "$SEAL/log" &
until grep -q ready "$SEAL/log" 2>/dev/null; do sleep 0.05; done
`;

/** Totals of /proc/net/snmp of the network namespace. */
function countsOf(snmp: string): { connections: number; datagrams: number } {
  const value = (protocol: string, name: string): number => {
    const [names, values] = snmp.split('\n').filter((line) => line.startsWith(`${protocol}:`));
    return Number(values?.split(' ')[names?.split(' ').indexOf(name) ?? -1]);
  };
  return { connections: value('Tcp', 'ActiveOpens'), datagrams: value('Udp', 'OutDatagrams') };
}

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();

/**
 * Runs a bash script in a network that leads nowhere, with an empty home folder, and with nothing in its environment
 * that tells it apart from a user's: no CI, no switch of ours.
 *
 * @param place an empty folder; `home` and `tmp` are made in it
 * @param env added to PATH, HOME and TMPDIR
 */
export async function runSealed(place: string, script: string, env: NodeJS.ProcessEnv): Promise<Seen> {
  const [home, tmp, seal] = ['home', 'tmp', 'seal'].map((name) => join(place, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [home, tmp, seal]) mkdirSync(folder);
  writeFileSync(join(seal, 'resolv.conf'), 'nameserver 127.0.0.1\n');
  writeFileSync(join(seal, 'nsswitch.conf'), 'passwd: files\ngroup: files\nhosts: files dns\n');
  const whole = `${PREPARATION}\nset +e\n( ${script} )\ncode=$?\ncat /proc/net/snmp > "$SEAL/snmp"\nkill %1\nexit $code`;
  const child = spawn(
    'setpriv',
    [
      '--pdeathsig',
      'KILL',
      'unshare',
      ...NAMESPACES,
      '--kill-child',
      '--fork',
      'bash',
      '--norc',
      '-c',
      whole,
    ],
    {
      env: {
        PATH: process.env['PATH'],
        HOME: home,
        TMPDIR: tmp,
        LANG: 'C.UTF-8',
        SEAL: seal,
        NODE: process.execPath,
        NAME_SERVER,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (output += text.toString()));
  const code = await new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done));
  const log = readFileSync(join(seal, 'log'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && line !== 'ready');
  return {
    log,
    ...countsOf(readFileSync(join(seal, 'snmp'), 'utf8')),
    output,
    code,
    files: [
      ...filesUnder(home).map((file) => `home/${file}`),
      ...filesUnder(tmp).map((file) => `tmp/${file}`),
    ],
  };
}
