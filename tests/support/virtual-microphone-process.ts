import { openSoundSystem } from '../../src/audio/control/open-sound-system.js';

/**
 * A process that has the virtual microphone until it is killed, for tests of what a killed one leaves behind.
 * Prints `ready`, or the message of the error; as first argument `default` makes it the default microphone,
 * `watch` watches the server.
 */
const hold = async (): Promise<void> => {
  const system = await openSoundSystem();
  const { virtualMicrophone } = system;
  if (process.argv[2] === 'default') await virtualMicrophone.setAsDefault(true);
  await virtualMicrophone.create();
  if (process.argv[2] === 'watch') system.watch(() => undefined);
  console.log('ready');
  setInterval(() => undefined, 1000);
};
hold().catch((error: unknown) => console.log(String(error)));
