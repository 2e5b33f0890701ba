import { OWN_APPLICATION_ID } from '../../../shared/application.js';
import { authenticationCookie } from '../cookie.js';
import type { ServerAddress } from '../server-address.js';
import { PulseConnection } from './connection.js';

/** @throws DeviceLostError when there is no server, when it refuses, or when it does not answer in time */
export const openConnection = (address: ServerAddress, env: NodeJS.ProcessEnv): Promise<PulseConnection> =>
  PulseConnection.open(address, authenticationCookie(env), {
    'application.name': 'Stillmic',
    'application.id': OWN_APPLICATION_ID,
    'application.process.id': String(process.pid),
  });
