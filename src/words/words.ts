import type { HolesOf, Key } from './catalogue.js';

/** A value in a text. A text in a text is said in the same language. */
export type Value = string | number | Words | readonly Words[];

/**
 * A sentence or label as key and values, before it is said in a language. Plain data: it crosses processes as it
 * is, and `say` puts it into words for whoever reads it.
 */
export interface Words {
  readonly key: Key;
  readonly values?: Readonly<Record<string, Value>>;
}

type Values<K extends Key> = Readonly<Record<HolesOf<K>, Value>>;

/** The text of a key with the values that it needs; a missing or an unknown value doesn't compile. */
export const words = <K extends Key>(
  key: K,
  ...[values]: [HolesOf<K>] extends [never] ? [] : [values: Values<K>]
): Words => (values ? { key, values } : { key });

/** A sentence of the system or a library, which has no translation. */
export const plainWords = (text: string): Words => words('plain', { text });

/** Whether a value of another process has the shape of `Words`. */
export const areWords = (value: unknown): value is Words =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'key' in value;
