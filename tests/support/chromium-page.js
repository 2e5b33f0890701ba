/* global navigator, AudioContext, AudioWorkletNode, Blob, btoa, window */
// Functions of chromium-recorder.ts's page: they use microphones as a calling app does.

/** Names of the microphones that a page can choose from. */
window.listMicrophones = async () => {
  // Names are told only to a page that may record.
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  stream.getTracks().forEach((track) => track.stop());
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind }) => kind === 'audioinput').map(({ label }) => label);
};

/** Records `seconds` of a microphone without any processing; base64 of mono float32 at `rate`. */
window.recordMicrophone = async ({ label, seconds, rate }) => {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const device = devices.find((one) => one.kind === 'audioinput' && one.label === label);
  if (!device) throw new Error(`No microphone ${label}: ${devices.map((one) => one.label).join(', ')}`);
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: {
      deviceId: { exact: device.deviceId },
      channelCount: 1,
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
    },
  });
  const context = new AudioContext({ sampleRate: rate });
  const tap = `registerProcessor('tap', class extends AudioWorkletProcessor {
    process([input]) { if (input[0]) this.port.postMessage(input[0].slice()); return true; }
  })`;
  await context.audioWorklet.addModule(URL.createObjectURL(new Blob([tap], { type: 'text/javascript' })));
  const node = new AudioWorkletNode(context, 'tap');
  const samples = new Float32Array(Math.round(seconds * rate));
  let filled = 0;
  await new Promise((done) => {
    node.port.onmessage = ({ data }) => {
      const part = data.subarray(0, samples.length - filled);
      samples.set(part, filled);
      filled += part.length;
      if (filled === samples.length) done();
    };
    context.createMediaStreamSource(stream).connect(node).connect(context.destination);
  });
  stream.getTracks().forEach((track) => track.stop());
  await context.close();
  const bytes = new Uint8Array(samples.buffer);
  let text = '';
  for (let i = 0; i < bytes.length; i += 32_768)
    text += String.fromCharCode(...bytes.subarray(i, i + 32_768));
  return btoa(text);
};
