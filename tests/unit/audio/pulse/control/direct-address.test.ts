import { afterEach, describe, expect, it } from 'vitest';
import { DirectAddress } from '../../../../../src/audio/pulse/control/direct-address.js';
import { chosenAddress } from '../../../../../src/audio/pulse/server-address.js';
import { COMMAND } from '../../../../../src/audio/pulse/streams/protocol.js';
import { TagWriter } from '../../../../../src/audio/pulse/streams/tagstruct.js';
import { ScriptedPulseServer, type Answer } from '../../../../support/pulse-server.js';

const ACCESS_DENIED = 1;
const willing: Answer = (command) =>
  command === COMMAND.getServerInfo ? new TagWriter().string('pulseaudio').bytes : new TagWriter().bytes;

describe('the address to connect to directly', () => {
  let server: ScriptedPulseServer | null = null;
  afterEach(() => {
    server?.stop();
    server = null;
  });

  const found = async (address: string | undefined) => {
    const direct = new DirectAddress({});
    await direct.update(address);
    return chosenAddress(direct.environment);
  };

  it('is the one that pactl is connected to, where it can be opened', async () => {
    server = await ScriptedPulseServer.start(willing);
    expect(await found(server.path)).toEqual({ path: server.path });
  });

  it('is none where the server refuses us, does not answer, or is not there', async () => {
    server = await ScriptedPulseServer.start(() => ACCESS_DENIED);
    expect(await found(server.path)).toBeNull();
    server.stop();
    expect(await found(server.path)).toBeNull();
    server = await ScriptedPulseServer.start(() => null);
    expect(await found(server.path)).toBeNull();
  });

  it('is none where only libpulse understands it, or where it is not known', async () => {
    expect(await found('dbus:session')).toBeNull();
    expect(await found(undefined)).toBeNull();
  });
});
