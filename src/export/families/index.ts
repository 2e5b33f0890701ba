import { UserError } from '../../shared/user-error.js';
import { words } from '../../words/words.js';
import { bsrnnFamily } from './bsrnn/bsrnn.js';
import { fastEnhancerFamilies } from './fastenhancer/families.js';
import type { Family } from './family.js';
import { fspenFamily } from './fspen/fspen.js';
import { lisennetFamily } from './lisennet/lisennet.js';

/** Every family that can be exported. */
export const FAMILIES: readonly Family[] = [
  ...fastEnhancerFamilies,
  bsrnnFamily,
  fspenFamily,
  lisennetFamily,
];

/** Networks of the reference that see the whole recording at once. */
const NOT_STREAMING: readonly string[] = ['fastenhancer.noncausal'];

/** @throws UserError that names the families when there is none of this name, or it can't stream */
export function familyOf(name: string): Family {
  const family = FAMILIES.find((candidate) => candidate.name === name);
  if (family) return family;
  const known = FAMILIES.map((candidate) => candidate.name).join(', ');
  const key = NOT_STREAMING.includes(name) ? 'export.familyNotStreaming' : 'export.familyUnknown';
  throw new UserError(words(key, { name, known }));
}
