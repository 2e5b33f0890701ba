// decibri's Microphone into its Speaker, as its README does it; for bench/decibri.bench.ts.
import { Microphone, Speaker } from 'decibri';

const format = { sampleRate: 16_000, channels: 1, dtype: 'float32' };
const microphone = new Microphone({ ...format, ...JSON.parse(process.argv[2]) });
const speaker = new Speaker(format);
microphone.pipe(speaker);
for (const stream of [microphone, speaker])
  stream.on('error', (error) => {
    console.error(error);
    process.exit(1);
  });
