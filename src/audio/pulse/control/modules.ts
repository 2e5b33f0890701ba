import { isAlive, parseIdentity } from '../../control/process-identity.js';
import {
  isOwnNode,
  NODE_RATE,
  OWNER_PROPERTY,
  SILENT_SINK_LABEL,
  SILENT_SINK_NAME,
  SINK_LABEL,
  SINK_NAME,
  SOURCE_LABEL,
  SOURCE_NAME,
  type OwnNode,
} from './names.js';
import type { Pactl } from './pactl.js';

/** A loaded module that makes one of our nodes. */
export interface OwnModule {
  readonly index: number;
  readonly node: OwnNode;
  /** Tag of the process that made it; null when Stillmic did not. */
  readonly owner: string | null;
}

/** Modules that make nodes under our names, in the order in which they were loaded. */
export async function listOwnModules(pactl: Pactl): Promise<OwnModule[]> {
  return parseModules(await pactl.run('list', 'short', 'modules'));
}

/**
 * Reads `pactl list short modules`; the JSON has no indices. Arguments of other modules span several lines on PipeWire,
 * none of which looks like a module of ours.
 */
export function parseModules(text: string): OwnModule[] {
  return text.split('\n').flatMap((line) => {
    const [index, name, argument = ''] = line.split('\t');
    if (!/^\d+$/.test(index ?? '') || !/^module-(null-sink|remap-source)$/.test(name ?? '')) return [];
    const node = /(?:^| )(?:sink_name|source_name)=(\S+)/.exec(argument)?.[1];
    if (node === undefined || !isOwnNode(node)) return [];
    const owner = new RegExp(`${OWNER_PROPERTY}='([^']*)'`).exec(argument)?.[1];
    return [{ index: Number(index), node, owner: owner ?? null }];
  });
}

const nodeProperties = (label: string, owner: string): string =>
  `"device.description='${label}' ${OWNER_PROPERTY}='${owner}'"`;

/** Loads the null sink that the engine plays into. */
export const loadSink = (pactl: Pactl, owner: string): Promise<void> =>
  loadNullSink(pactl, SINK_NAME, SINK_LABEL, owner);

/** Loads a sink that nobody hears. */
export const loadSilentSink = (pactl: Pactl, owner: string): Promise<void> =>
  loadNullSink(pactl, SILENT_SINK_NAME, SILENT_SINK_LABEL, owner);

async function loadNullSink(pactl: Pactl, name: OwnNode, label: string, owner: string): Promise<void> {
  await pactl.run(
    'load-module',
    'module-null-sink',
    `sink_name=${name}`,
    `rate=${NODE_RATE}`,
    'channels=1',
    'channel_map=mono',
    // Without it PulseAudio's sink renders two seconds of silence ahead, and the first samples wait for them.
    'norewinds=1',
    `sink_properties=${nodeProperties(label, owner)}`,
  );
}

/** Loads the source that calling apps record, fed by the sink. Chromium hides plain monitors. */
export async function loadSource(pactl: Pactl, owner: string): Promise<void> {
  await pactl.run(
    'load-module',
    'module-remap-source',
    `source_name=${SOURCE_NAME}`,
    `master=${SINK_NAME}.monitor`,
    // PipeWire would make it stereo, and a mono recording of it 3 dB too loud.
    'channels=1',
    'channel_map=mono',
    `source_properties=${nodeProperties(SOURCE_LABEL, owner)}`,
  );
}

/**
 * Unloads those of our modules that `chosen` accepts: the source before the sink. An index may be another
 * module's by now (PipeWire reuses them at once), so each is looked up again right before.
 */
export async function unloadModules(pactl: Pactl, chosen: (module: OwnModule) => boolean): Promise<void> {
  for (;;) {
    const module = (await listOwnModules(pactl)).filter(chosen).pop();
    if (!module) return;
    await pactl.run('unload-module', String(module.index));
  }
}

/**
 * Whether it was left behind by a process that was killed. A process of another machine or process namespace is alive
 * as long as the server has its client.
 *
 * @param present owner tags of the clients that the server has
 */
export function isStale({ owner }: OwnModule, present: ReadonlySet<string>): boolean {
  const identity = owner === null ? null : parseIdentity(owner);
  return owner !== null && identity !== null && !(isAlive(identity) ?? present.has(owner));
}
