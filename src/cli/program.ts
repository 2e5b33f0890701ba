import type { Command } from 'commander';
import { registerBench } from './bench.js';
import { registerCompletion } from './completion.js';
import { registerControl } from './control.js';
import { registerDenoise } from './denoise.js';
import { registerDevices } from './devices.js';
import { registerDoctor } from './doctor.js';
import { emptyProgram } from './empty-program.js';
import { registerExport } from './export.js';
import { registerInspect } from './inspect.js';
import { registerManual } from './manual.js';
import { registerModels } from './models.js';
import { registerOptimise } from './optimise.js';
import { registerRun } from './run.js';
import { registerWrap } from './wrap.js';

/** Each command registers itself; one file a command. */
const commands: readonly ((program: Command) => void)[] = [
  registerControl,
  registerDenoise,
  registerDevices,
  registerDoctor,
  registerExport,
  (program) => registerModels(program),
  registerInspect,
  (program) => registerBench(program),
  registerOptimise,
  registerRun,
  registerWrap,
  registerCompletion,
  registerManual,
];

/** The whole command line; it throws where commander would exit. */
export function makeProgram(): Command {
  const program = emptyProgram();
  for (const register of commands) register(program);
  return program;
}
