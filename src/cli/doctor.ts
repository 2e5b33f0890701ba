import type { Command } from 'commander';
import { openSoundSystem } from '../audio/control/open-sound-system.js';
import { diagnose, type Finding } from './doctor/checks.js';

/** Exit code when a link is broken: a state that the user can mend. */
const EXIT_BROKEN = 1;

export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description('checks every link from the microphone to the calling app, and says what to do')
    .option('--json', 'print as JSON')
    .addHelpText('after', '\nExample:\n  stillmic doctor     (speak while it listens)')
    .action(doctor);
}

async function doctor({ json }: { readonly json?: boolean }): Promise<void> {
  const findings: Finding[] = [];
  for await (const finding of diagnose(openSoundSystem(), process.env)) {
    findings.push(finding);
    if (!json) process.stdout.write(asText(finding));
  }
  if (json) process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
  if (findings.some(({ status }) => status === 'failed')) process.exitCode = EXIT_BROKEN;
}

const MARK = { ok: 'ok     ', warning: 'warning', failed: 'FAILED ' } as const;

const asText = ({ status, link, detail, advice }: Finding): string =>
  `${MARK[status]}  ${link}: ${detail}\n${advice === null ? '' : `         → ${advice}\n`}`;
