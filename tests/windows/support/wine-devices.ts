import { execFileSync } from 'node:child_process';
import { windowsEnvironment } from './wine.js';

/** Names of sources and sinks of the rig in the sound server. */
export const CABLE = {
  sink: 'cable',
  source: 'cable_out',
  inputLabel: 'CABLE Input (VB-Audio Virtual Cable)',
  outputLabel: 'CABLE Output (VB-Audio Virtual Cable)',
} as const;

/** A microphone as Windows names it: what is played into `sink` is heard on `microphone`. */
export const USB_MICROPHONE = {
  sink: 'room',
  microphone: 'usb_mic',
  label: 'Microphone (USB Audio)',
} as const;

/** Ids under which Wine knows devices of the sound server, by `DIRECTION,NAME` (0 plays, 1 records). */
export const DEVICE_GUIDS = {
  '1,usb_mic': '5037D2F0-7949-45C0-B141-000000000001',
  '1,hw_mic': '5037D2F0-7949-45C0-B141-000000000002',
  '1,cable_out': '5037D2F0-7949-45C0-B141-000000000003',
  '0,speakers': '5037D2F0-7949-45C0-B141-000000000004',
  '0,cable': '5037D2F0-7949-45C0-B141-000000000005',
} as const;

export type WineDevice = keyof typeof DEVICE_GUIDS;

const DRIVER = 'HKEY_CURRENT_USER\\Software\\Wine\\Drivers\\winepulse.drv';

/** A GUID as it lies in memory: its first three parts are little-endian. */
function bytesOf(guid: string): string {
  const parts = guid.split('-').map((part) => part.match(/../g) ?? []);
  return parts
    .flatMap((bytes, i) => (i < 3 ? bytes.reverse() : bytes))
    .join(',')
    .toLowerCase();
}

/** Id by which Windows programs name a device; Wine compares it letter by letter. */
const endpointId = (device: WineDevice): string => `{0.0.${device[0]}.00000000}.{${DEVICE_GUIDS[device]}}`;

/** Lines of a registry file that fix the ids, and make the USB microphone and the speakers the default devices. */
export const registryOf = (guids: Readonly<Record<string, string>>): string[] => [
  `[${DRIVER}]`,
  `"DefaultInput"="${endpointId('1,usb_mic')}"`,
  `"DefaultOutput"="${endpointId('0,speakers')}"`,
  '',
  ...Object.entries(guids).flatMap(([device, guid]) => [
    `[${DRIVER}\\devices\\${device}]`,
    `"guid"=hex:${bytesOf(guid)}`,
    '',
  ]),
];

/** Makes another device the default microphone for Windows programs that start from now on. */
export function setDefaultMicrophone(device: WineDevice): void {
  const args = ['reg', 'add', DRIVER, '/v', 'DefaultInput', '/d', endpointId(device), '/f'];
  execFileSync('wine', args, { env: windowsEnvironment(process.env), stdio: 'ignore' });
}
