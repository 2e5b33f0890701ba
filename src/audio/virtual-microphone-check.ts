import { UserError } from '../shared/user-error.js';
import { words } from '../words/words.js';
import { failed, ok, type Finding } from './checks.js';
import { AlreadyRunningError, type VirtualMicrophone } from './control/sound-system.js';

/**
 * Makes the virtual microphone to check it.
 *
 * @returns what there is to say where that can't be done or another Stillmic has it; null where it was made
 */
export async function createToCheck(virtualMicrophone: VirtualMicrophone): Promise<Finding | null> {
  const link = words('doctor.linkVirtualMicrophone');
  try {
    await virtualMicrophone.create();
    return null;
  } catch (error) {
    if (error instanceof AlreadyRunningError)
      return ok(link, words('doctor.virtualInUse', { id: error.processId ?? '?' }));
    if (error instanceof UserError) return failed(link, words('doctor.virtualNotMade'), error.words);
    throw error;
  }
}
