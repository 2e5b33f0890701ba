import { windowsNameProblem } from './windows-names.js';

const ID = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/** Whether a text may name a model: it is also the name of a folder on every system, and never a path. */
export const isModelId = (text: string): boolean => ID.test(text) && windowsNameProblem(text) === null;

/** The model inside the app: what runs when nothing else was chosen. */
export const DEFAULT_MODEL_ID = 'fastenhancer-t-vd';
