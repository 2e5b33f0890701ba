// Writes NOTICES.md beside each bundle: every npm package whose code is in it, with its licence text, as those
// licences ask for. Made from what the bundler really took, so it can't be out of date.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folder of the npm package that a module belongs to; null for our own code. */
function packageFolder(module) {
  const file = module.replace(/^\0+/, '').replace(/\?.*$/, '');
  if (!file.includes('node_modules') || !existsSync(file)) return null;
  for (let folder = dirname(file); folder.includes('node_modules'); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name) return folder;
  }
  return null;
}

function notice(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const text = readdirSync(folder).find((file) => /^(licen[cs]e|copying)/i.test(file));
  const by = typeof author === 'string' ? author : author?.name;
  const head = `## ${name} ${version}\n\n${license}${by ? `, ${by}` : ''}`;
  return text ? `${head}\n\n\`\`\`\n${readFileSync(join(folder, text), 'utf8').trim()}\n\`\`\`` : head;
}

export function notices() {
  return {
    name: 'stillmic-notices',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) => Object.keys(chunk.modules ?? {}));
      const folders = [...new Set(modules.map(packageFolder))].filter(Boolean).sort();
      const source = `# Packages in this bundle\n\n${folders.map(notice).join('\n\n')}\n`;
      this.emitFile({ type: 'asset', fileName: 'NOTICES.md', source });
    },
  };
}
