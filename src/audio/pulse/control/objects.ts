import { z } from 'zod';
import { messageOf, UserError } from '../../../shared/user-error.js';
import { plainWords, words } from '../../../words/words.js';
import type { Pactl } from './pactl.js';

/** The part of `pactl --format=json list` that is needed. Both servers' answers fit. */
const properties = z.record(z.string(), z.string());

/** By channel; 65536 is 100 %. */
const volume = z.record(z.string(), z.object({ value: z.number() })).nullish();

const device = z.object({
  index: z.number(),
  name: z.string(),
  description: z.string(),
  sample_specification: z.string(),
  owner_module: z.number().nullish(),
  mute: z.boolean(),
  volume,
  /** For a source: the sink that it is the monitor of. For a sink: its monitor. */
  monitor_source: z.string(),
  properties,
});

const stream = z.object({
  index: z.number(),
  owner_module: z.coerce.number().nullish(),
  corked: z.boolean(),
  mute: z.boolean().optional(),
  volume,
  source: z.number().optional(),
  sink: z.number().optional(),
  properties,
});

const lists = z.object({
  sinks: z.array(device),
  sources: z.array(device),
  sink_inputs: z.array(stream),
  source_outputs: z.array(stream),
  clients: z.array(z.object({ index: z.number(), properties })),
});

const info = z.object({
  /** The address that pactl is connected to. */
  server_string: z.string().optional(),
  server_name: z.string(),
  server_version: z.string(),
  default_sink_name: z.string(),
  default_source_name: z.string(),
});

/** A sink or source as `pactl --format=json` lists it, as far as it is read. */
export type PulseDevice = z.infer<typeof device>;
/** A stream of a client into a sink or from a source. */
export type PulseStream = z.infer<typeof stream>;
/** Answer to `pactl info`. */
export type ServerInfo = z.infer<typeof info>;
/** Everything that is read of a server at once. */
export type ServerObjects = z.infer<typeof lists> & { readonly info: ServerInfo };

/** pactl 16 and before write this in JSON for every string that is not ASCII. */
const LOST = '(null)';

const TEXT_HEADING = {
  sinks: 'Sink',
  sources: 'Source',
  sink_inputs: 'Sink Input',
  source_outputs: 'Source Output',
} as const;
type Listed = keyof typeof TEXT_HEADING;

/** Everything that the server has, at one moment. */
export async function readObjects(pactl: Pactl): Promise<ServerObjects> {
  const [all, server] = await Promise.all([pactl.json('list'), pactl.json('info')]);
  const objects = parseObjects(all, server);
  if (!hasLostText(objects)) return objects;
  restoreText(objects, await pactl.run('list'));
  objects.info.default_source_name = await pactl.run('get-default-source');
  objects.info.default_sink_name = await pactl.run('get-default-sink');
  if (objects.info.server_string === LOST)
    objects.info.server_string = /^Server String: (.*)$/m.exec(await pactl.run('info'))?.[1];
  return objects;
}

/** @throws UserError when the answers aren't what both servers are known to give */
export function parseObjects(list: unknown, server: unknown): ServerObjects {
  try {
    return { ...lists.parse(list), info: info.parse(server) };
  } catch (error) {
    throw new UserError(words('audio.answerNotUnderstood', { reason: plainWords(messageOf(error)) }));
  }
}

const hasLostText = (objects: ServerObjects): boolean => JSON.stringify(objects).includes(`"${LOST}"`);

/** Fills strings that JSON lost in from the text of `pactl list`. */
export function restoreText(objects: ServerObjects, text: string): void {
  const blocks = parseText(text);
  for (const kind of Object.keys(TEXT_HEADING) as Listed[]) {
    for (const object of objects[kind]) {
      const block = blocks.get(`${TEXT_HEADING[kind]} #${object.index}`);
      if (!block) continue;
      if ('name' in object) {
        if (object.name === LOST) object.name = block.fields.get('Name') ?? LOST;
        if (object.description === LOST) object.description = block.fields.get('Description') ?? LOST;
      }
      for (const [key, value] of Object.entries(object.properties))
        if (value === LOST) object.properties[key] = block.properties.get(key) ?? LOST;
    }
  }
}

interface TextBlock {
  readonly fields: Map<string, string>;
  readonly properties: Map<string, string>;
}

/** Blocks of the text by their heading (`Source #5`): fields have one tab before them, properties two. */
function parseText(text: string): Map<string, TextBlock> {
  const blocks = new Map<string, TextBlock>();
  let block: TextBlock | undefined;
  for (const line of text.split('\n')) {
    if (/^\S.* #\d+$/.test(line)) {
      block = { fields: new Map(), properties: new Map() };
      blocks.set(line, block);
    }
    const field = /^\t([A-Z][^:\t]*): (.*)$/.exec(line);
    if (field) block?.fields.set(field[1] as string, field[2] as string);
    const property = /^\t\t(\S+) = "(.*)"$/.exec(line);
    if (property)
      block?.properties.set(property[1] as string, (property[2] as string).replace(/\\(["\\])/g, '$1'));
  }
  return blocks;
}
