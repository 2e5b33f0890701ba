// Runs inside a sealed network (sealed-network.ts): a name server that knows every name and writes down who asks for
// it, and a server on the usual ports that writes down who comes. Arguments: file to write to.
import { createSocket } from 'node:dgram';
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:net';

const [log] = process.argv.slice(2);
const note = (line) => appendFileSync(log, `${line}\n`);

const HEADER_BYTES = 12;
const TYPE_A = 1;
const LOCALHOST = [127, 0, 0, 1];

/** The asked name and where the question ends (RFC 1035, 4.1.2). */
function questionOf(packet) {
  const labels = [];
  let at = HEADER_BYTES;
  for (; packet[at] > 0; at += packet[at] + 1)
    labels.push(packet.subarray(at + 1, at + 1 + packet[at]).toString());
  return { name: labels.join('.'), type: packet.readUInt16BE(at + 1), end: at + 5 };
}

const names = createSocket('udp4');
names.on('message', (packet, { address, port }) => {
  const { name, type, end } = questionOf(packet);
  note(`look-up of ${name}, type ${type}`);
  const answer = type === TYPE_A ? [0xc0, HEADER_BYTES, 0, TYPE_A, 0, 1, 0, 0, 0, 5, 0, 4, ...LOCALHOST] : [];
  const counts = [0x81, 0x80, 0, 1, 0, answer.length > 0 ? 1 : 0, 0, 0, 0, 0];
  const reply = [...packet.subarray(0, 2), ...counts, ...packet.subarray(HEADER_BYTES, end), ...answer];
  names.send(Uint8Array.from(reply), port, address);
});
names.bind(53, '127.0.0.1', () => {
  for (const port of [80, 443]) {
    const server = createServer((socket) => {
      note(`connection to ${socket.localAddress}:${port}`);
      socket.on('error', () => undefined).destroy();
    });
    server.listen(port, '0.0.0.0', () => port === 443 && note('ready'));
  }
});
