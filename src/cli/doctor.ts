import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import type { Finding } from '../audio/checks.js';
import { openSoundSystem } from '../audio/control/open-sound-system.js';
import { inEnglish } from '../words/say.js';
import { diagnose } from './doctor/checks.js';
import { toJson } from './json.js';

/** Exit code when a link is broken: a state that the user can mend. */
const EXIT_BROKEN = 1;

/** Adds `stillmic doctor`. */
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
  const system = await openSoundSystem();
  for await (const finding of diagnose(system, process.env, dirname(fileURLToPath(import.meta.url)))) {
    findings.push(finding);
    if (!json) process.stdout.write(asText(finding));
  }
  if (json) process.stdout.write(toJson(findings, 2));
  if (findings.some(({ status }) => status === 'failed')) process.exitCode = EXIT_BROKEN;
}

const MARK = { ok: 'ok     ', warning: 'warning', failed: 'FAILED ' } as const;

const asText = ({ status, link, detail, advice }: Finding): string =>
  `${MARK[status]}  ${inEnglish(link)}: ${inEnglish(detail)}\n${advice === null ? '' : `         → ${inEnglish(advice)}\n`}`;
