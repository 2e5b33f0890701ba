// play-tone.cjs ADDON DEVICE SECONDS: plays a tone through PortAudio with nothing of Stillmic's, always in time: gaps in
// it are those of Wine and of the machine.
const { Buffer } = require('node:buffer');

const [addon, name, seconds] = process.argv.slice(2);
const binding = require(addon);
const RATE = 48_000;
const BLOCK = 256;
const device = binding
  .getDevices()
  .find((one) => one.name === name && one.hostAPIName === 'Windows WASAPI' && one.maxOutputChannels > 0);
const stream = binding.create({
  outOptions: {
    deviceId: device.id,
    channelCount: 1,
    sampleFormat: 1,
    sampleRate: RATE,
    framesPerBuffer: BLOCK,
    maxQueue: 8,
    closeOnError: false,
  },
});

async function play() {
  for (let block = 0; block * BLOCK < Number(seconds) * RATE; block++) {
    const samples = Float32Array.from(
      { length: BLOCK },
      (_, i) => 0.25 * Math.sin((2 * Math.PI * 440 * (block * BLOCK + i + 0.5)) / RATE),
    );
    const written = stream.write(Buffer.from(samples.buffer));
    if (block === 0) stream.start();
    await written;
  }
  process.exit(0);
}
void play();
