import { UserError } from '../../shared/user-error.js';
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

/** @throws UserError that names the families when there is none of this name */
export function familyOf(name: string): Family {
  const family = FAMILIES.find((candidate) => candidate.name === name);
  if (!family)
    throw new UserError(
      `“${name}” is no family of networks that can be exported. Known: ${FAMILIES.map((known) => known.name).join(', ')}.`,
    );
  return family;
}
