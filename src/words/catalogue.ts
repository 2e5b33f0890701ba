import type { en } from './en.js';

/** Forms for a number that English doesn't have; a unit test demands those that a language needs. */
type OtherPluralForms<T> = {
  readonly [
    K in keyof T as K extends `${infer Base}_other` ? `${Base}_${'zero' | 'two' | 'few' | 'many'}` : never
  ]?: string;
};

/** The English catalogue's shape with any text in it: the compiler names every key that a language lacks. */
type Translated<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]>;
} & OtherPluralForms<T>;

/** All sentences in one language. */
export type Catalogue = Translated<typeof en>;

/** Paths of all texts, such as `home.switch`. */
type Paths<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Paths<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

type Path = Paths<typeof en>;

/** A text by its path; the forms for a number (`_one`, `_other`) and for the window (`_window`) share one key. */
export type Key = Path extends infer P
  ? P extends `${infer Base}_${'one' | 'other' | 'window'}`
    ? Base
    : P
  : never;

/** The English text of a key. */
type TextOf<K extends string, T = typeof en> = K extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? TextOf<Rest, T[Head]>
    : never
  : K extends keyof T
    ? T[K]
    : `${K}_other` extends keyof T
      ? T[`${K}_other`]
      : never;

type Holes<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Holes<Rest> : never;

type IsPlural<K extends string> = `${K}_other` extends Path ? 'count' : never;

/** Names of the values that a text needs. */
export type HolesOf<K extends Key> = Holes<TextOf<K>> | IsPlural<K>;
