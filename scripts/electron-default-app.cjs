// Does what Electron's own default app does with `electron [-r MODULE] PATH`. The Electron from PyPI has none, and
// Electron exits silently without one.
const { app } = require('electron');
const { existsSync } = require('fs');
const Module = require('module');
const { dirname, join, resolve } = require('path');
const args = process.argv.slice(1);
let target;
while (args.length > 0 && !target) {
  const argument = args.shift();
  if (argument === '-r' || argument === '--require') Module._load(resolve(args.shift()), Module);
  else if (!argument.startsWith('-')) target = resolve(argument);
}
if (!target) {
  console.error('usage: electron [-r MODULE] PATH');
  process.exit(1);
}
const manifest = join(target, 'package.json');
if (existsSync(manifest)) {
  const { name, productName, version, main = 'index.js' } = require(manifest);
  app.setName(productName || name);
  app.setVersion(version);
  app.setAppPath(target);
  Module._load(join(target, main), Module, true);
} else {
  app.setAppPath(dirname(target));
  Module._load(target, Module, true);
}
