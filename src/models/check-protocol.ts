import type { ContractId, ModelSettings } from '../shared/model-spec.js';
import type { Failure } from '../shared/result.js';
import type { CheckedModel } from './check.js';

/** Request to the checking process. */
export interface CheckRequest {
  readonly file: string;
  readonly settings: ModelSettings;
}

/** Its only answer. */
export type CheckAnswer =
  | { readonly ok: true; readonly value: CheckedModel }
  | ({ readonly ok: false; readonly guess: ContractId | null } & Failure);
