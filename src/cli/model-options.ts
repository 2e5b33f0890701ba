import { InvalidArgumentError, Option, type Command } from 'commander';
import { DEFAULT_MODEL_ID } from '../models/catalogue.js';
import { resolveModel, type ResolvedModel } from '../models/store.js';
import {
  CONTRACT_IDS,
  WINDOW_TYPES,
  type ContractId,
  type ModelSettings,
  type WindowType,
} from '../shared/model-spec.js';

/** Values of the options of `addSettingOptions`. */
export interface SettingOptions {
  readonly hopSize?: number;
  readonly nFft?: number;
  readonly winSize?: number;
  readonly winType?: WindowType;
  readonly contract?: ContractId;
  readonly sampleRate?: number;
}

/** Values of the options of `addModelOptions`. */
export interface ModelOptions extends SettingOptions {
  readonly model: string;
}

/** A positive whole number, as an option's value. */
export function parseCount(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('It must be a whole number above 0.');
  return Number(text);
}

/** The options that say what a model's graph doesn't, named as the field names them. */
export const addSettingOptions = (command: Command): Command =>
  command
    .option('--hop-size <samples>', 'hop, for a model that does not say it', parseCount)
    .option('--n-fft <samples>', 'FFT size, to make sure that the model has it', parseCount)
    .option('--win-size <samples>', 'window, for a model that does not say it', parseCount)
    .addOption(
      new Option('--win-type <type>', 'window type, for a model that does not say it').choices(WINDOW_TYPES),
    )
    .addOption(
      new Option('--contract <name>', 'what the graph’s inputs mean, where their names don’t say it').choices(
        CONTRACT_IDS,
      ),
    )
    .option('--sample-rate <hz>', 'rate of the model, where it does not say it', parseCount);

/** Settings of a model as the options of the command line say them. */
export const settingsFrom = (options: SettingOptions): ModelSettings => ({
  contract: options.contract,
  hop: options.hopSize,
  nFft: options.nFft,
  windowLength: options.winSize,
  window: options.winType,
  sampleRate: options.sampleRate,
});

/** The options that choose a model and say what its graph doesn't. */
export const addModelOptions = (command: Command): Command =>
  addSettingOptions(
    command.option('--model <id|file>', 'model from the store, or an ONNX file', DEFAULT_MODEL_ID),
  );

/** The file and the settings of the chosen model. */
export const resolveChosenModel = (options: ModelOptions): Promise<ResolvedModel> =>
  resolveModel(options.model, settingsFrom(options));
