// Icon, names and version of Windows programs, from the committed PNGs; no tool of Windows is needed.
import { Buffer } from 'node:buffer';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Data, NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { root } from '../setup.mjs';

const SIZES = [16, 24, 32, 48, 64, 128, 256];
const image = (size) => readFileSync(join(root, 'assets', 'icons', `${size}x${size}.png`));

/** Writes an .ico file. */
export function writeIcon(file) {
  const icon = new Data.IconFile();
  // Explorer takes PNGs at every size since Windows Vista.
  icon.icons = SIZES.map((size) => ({
    width: size,
    height: size,
    colors: 0,
    planes: 1,
    bitCount: 32,
    data: rawIcon(size),
  }));
  writeFileSync(file, Buffer.from(icon.generate()));
}

function rawIcon(size) {
  const png = image(size);
  return Data.RawIconItem.from(png.buffer.slice(png.byteOffset, png.byteOffset + png.length), size, size, 32);
}

/**
 * Gives a program our icon, names and version, in place of Electron's.
 * @param {string} executable
 * @param {{ version: string, productName: string, author: string }} manifest package.json
 * @param {string} copyright
 */
export function brandExecutable(executable, { version, productName, author }, copyright) {
  const program = NtExecutable.from(readFileSync(executable), { ignoreCert: true });
  const resources = NtExecutableResource.from(program);
  const [group] = Resource.IconGroupEntry.fromEntries(resources.entries);
  Resource.IconGroupEntry.replaceIconsForResource(
    resources.entries,
    group.id,
    group.lang,
    SIZES.map(rawIcon),
  );
  const [info] = Resource.VersionInfo.fromEntries(resources.entries);
  const numbers = version.split(/[.-]/).slice(0, 3).map(Number);
  info.setFileVersion(...numbers, 0);
  info.setProductVersion(...numbers, 0);
  info.setStringValues(
    { lang: info.lang, codepage: 1200 },
    {
      FileDescription: productName,
      ProductName: productName,
      CompanyName: author,
      OriginalFilename: 'stillmic.exe',
      InternalName: 'stillmic',
      LegalCopyright: copyright,
      FileVersion: version,
      ProductVersion: version,
    },
  );
  info.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  writeFileSync(executable, Buffer.from(program.generate()));
}
