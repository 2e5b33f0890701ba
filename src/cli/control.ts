import { Argument, type Command } from 'commander';
import { controlAddress } from '../remote-control/address.js';
import { control, holdKey, NothingRunsError, watchStatus } from '../remote-control/client.js';
import type { ControlRequest, ControlStatus } from '../remote-control/protocol.js';
import type { HeldKey } from '../shared/mode.js';
import { onFirstSignal } from './ending.js';
import { toJson } from './json.js';
import { parsePercent } from './parse-percent.js';

/** Exit code where no Stillmic runs, so that a script can tell it from a refusal. */
const EXIT_NOTHING_RUNS = 3;

const MODES = ['on', 'bypass', 'mute'] as const;

interface StatusOptions {
  readonly json: boolean;
  readonly watch: boolean;
}

/** The commands that control what runs already: the app, or `stillmic run`. */
export function registerControl(program: Command): void {
  program
    .command('status')
    .description('what the running Stillmic does; exit code 3 when none runs')
    .option('--json', 'a line of JSON (docs/control.md)', false)
    .option('--watch', 'another line after every change', false)
    .action((options: StatusOptions) => orNothingRuns(() => showStatus(options)));
  ask(program, 'on', 'switches the running Stillmic on', () => ({ command: 'mode', mode: 'on' }));
  ask(program, 'off', 'switches the running Stillmic off', () => ({ command: 'mode', mode: 'off' }));
  ask(
    program,
    'mode',
    'shows or chooses what is sent: on, bypass or mute',
    (mode?: (typeof MODES)[number]) => (mode === undefined ? null : { command: 'mode', mode }),
    new Argument('[mode]').choices(MODES),
  );
  ask(
    program,
    'toggle',
    'changes over: mute, bypass or on',
    (what: (typeof MODES)[number]) => ({ command: 'toggle', what }),
    new Argument('<what>').choices(MODES),
  );
  hold(program, 'talk', 'lets a muted voice through while it runs, for a key that is held (push to talk)');
  hold(program, 'cough', 'mutes while it runs, for a key that is held');
  ask(
    program,
    'mic [name]',
    'shows or chooses the microphone, by its name in “stillmic devices”',
    (name?: string) => (name === undefined ? null : { command: 'microphone', name }),
  );
  ask(program, 'model [id]', 'shows or chooses the model', (id?: string) =>
    id === undefined ? null : { command: 'model', id },
  );
  ask(program, 'strength [percent]', 'shows or sets the share of the clean signal', (percent?: string) =>
    percent === undefined ? null : { command: 'strength', percent: parsePercent(percent) },
  );
  ask(
    program,
    'monitor [name]',
    'shows or chooses the headphones to hear oneself on; “off” for none',
    (name?: string) =>
      name === undefined ? null : { command: 'headphones', name: name === 'off' ? null : name },
  );
}

/** A command that sends one request, or for null only shows the status. */
function ask(
  program: Command,
  usage: string,
  description: string,
  // Commander's own signature: what was given differs from command to command.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  request: (...given: any[]) => ControlRequest | null,
  argument?: Argument,
): void {
  const command = program.command(usage).description(description);
  if (argument) command.addArgument(argument);
  command.action((...given: unknown[]) =>
    orNothingRuns(async () => {
      const status = await control(controlAddress(process.env), request(...given) ?? { command: 'status' });
      process.stdout.write(`${statusText(status)}\n`);
    }),
  );
}

/**
 * A command that holds a key as long as it runs: it ends with Ctrl-C, a signal, or the same command with --release.
 */
function hold(program: Command, key: HeldKey, description: string): void {
  program
    .command(key)
    .description(description)
    .option('--release', `the key was let go: ends “stillmic ${key}”`, false)
    .action(({ release }: { readonly release: boolean }) =>
      orNothingRuns(async () => {
        const address = controlAddress(process.env);
        const show = (status: ControlStatus): void => void process.stdout.write(`${statusText(status)}\n`);
        if (release) return show(await control(address, { command: key, held: false }));
        const letGo = new AbortController();
        const giveBack = onFirstSignal(() => letGo.abort());
        await holdKey(address, key, { onHeld: show, letGo: letGo.signal });
        giveBack();
      }),
    );
}

async function showStatus({ json, watch }: StatusOptions): Promise<void> {
  const print = (status: ControlStatus): void =>
    void process.stdout.write(json ? toJson(status) : `${statusText(status)}\n`);
  const address = controlAddress(process.env);
  if (watch) for await (const status of watchStatus(address)) print(status);
  else print(await control(address, { command: 'status' }));
}

async function orNothingRuns(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof NothingRunsError)) throw error;
    process.stderr.write(`stillmic: ${error.message}\n`);
    process.exitCode = EXIT_NOTHING_RUNS;
  }
}

/** One line for people. */
export function statusText(status: ControlStatus): string {
  const { mode, state, muted, reason, microphone, model, strength, headphones, listeners } = status;
  const parts = [
    mode === 'off' || state === 'failed' ? state : `${mode} (${state}${muted ? ', muted' : ''})`,
    reason,
    `microphone ${microphone.label ?? microphone.name}`,
    `model ${model.active ?? model.chosen}`,
    `strength ${strength} %`,
    headphones && `headphones ${headphones}`,
    listeners.length > 0 && `listening: ${listeners.join(', ')}`,
  ];
  return parts.filter(Boolean).join(' · ');
}
