import type { Language } from '../../words/languages.js';
import german from './de.json' with { type: 'json' };

/**
 * Sentences that Stillmic says to its user are written in English where they arise, which is all that the command
 * line needs. Here they get their form in the window's language: the English sentence is the key, as in gettext,
 * with `{}` for every value in it; the other language has `{1}`, `{2}`… in its own order.
 */
interface Pattern {
  readonly expression: RegExp;
  readonly translation: string;
  /** Characters that are not values: of several patterns that fit, the one with most of them is meant. */
  readonly literal: number;
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const patternOf = ([english, translation]: readonly [string, string]): Pattern => ({
  expression: new RegExp(`^${english.split('{}').map(escape).join('(.*?)')}$`, 's'),
  translation,
  literal: english.length,
});

let patterns: readonly Pattern[] | null = null;

const germanPatterns = (): readonly Pattern[] =>
  (patterns ??= Object.entries(german)
    .map(patternOf)
    .sort((a, b) => b.literal - a.literal));

const toGerman = (sentence: string): string => {
  for (const { expression, translation } of germanPatterns()) {
    const values = expression.exec(sentence);
    // A value may be a sentence itself: what another part of Stillmic or the system said.
    if (values) return translation.replace(/\{(\d)\}/g, (_hole, at) => toGerman(values[Number(at)] ?? ''));
  }
  return sentence;
};

/** A sentence, or several of a line each, in a language; what has no form there stays English. */
export const translate = (sentence: string, language: Language): string =>
  language === 'en' ? sentence : sentence.split('\n').map(toGerman).join('\n');
