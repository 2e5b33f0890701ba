import type { Contract } from './contract.js';
import { dpdfnet } from './dpdfnet.js';
import { gtcrn } from './gtcrn.js';
import { pairedStates } from './paired-states.js';
import { spectrum } from './spectrum.js';
import { waveform } from './waveform.js';

/** Every contract that a graph is recognised by, in the order in which they are tried. */
export const CONTRACTS: readonly Contract[] = [waveform, spectrum, gtcrn, dpdfnet];

/** Guesses for a graph of no known contract: used only where the user says so. */
export const GUESSES: readonly Contract[] = [pairedStates];
