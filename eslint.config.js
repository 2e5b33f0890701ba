import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Folders that know Electron; every other one runs in plain Node as well. */
const withElectron = ['main', 'preload'];

/**
 * Rooms of src and those that each may import: docs/architecture.md draws the table, and a unit test holds that both
 * equal the imports of src.
 */
export const imports = {
  words: [],
  shared: ['words'],
  files: ['shared', 'words'],
  'remote-control': ['shared', 'words', 'files'],
  onnx: ['shared', 'words', 'files'],
  dbus: [],
  dsp: ['shared'],
  // A contract may lie in the file's metadata.
  enhancer: ['shared', 'words', 'onnx', 'dsp'],
  audio: ['shared', 'words', 'files', 'dsp'],
  engine: ['shared', 'words', 'dsp', 'enhancer', 'audio'],
  'audio-file': ['shared', 'words', 'files', 'dsp', 'enhancer'],
  export: ['shared', 'words', 'files', 'onnx', 'dsp', 'enhancer'],
  models: ['shared', 'words', 'files', 'onnx', 'enhancer', 'export'],
  live: ['shared', 'words', 'audio', 'models'],
  cli: [
    'shared',
    'words',
    'files',
    'remote-control',
    'onnx',
    'enhancer',
    'audio',
    'engine',
    'audio-file',
    'export',
    'models',
    'live',
  ],
  main: [
    'shared',
    'words',
    'dbus',
    'remote-control',
    'files',
    'enhancer',
    'audio-file',
    'export',
    'models',
    'live',
  ],
  preload: ['shared'],
  renderer: ['shared', 'words'],
};

const bannedFor = (folder, allowed) =>
  Object.keys(imports).filter((other) => other !== folder && !allowed.includes(other));

const boundaries = Object.entries(imports).map(([folder, allowed]) => ({
  files: [`src/${folder}/**/*.{ts,tsx}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        paths: withElectron.includes(folder)
          ? []
          : [{ name: 'electron', message: `src/${folder} must run in plain Node.` }],
        patterns: [
          ...(withElectron.includes(folder) ? [] : [{ group: ['electron/*'], message: 'No Electron here.' }]),
          {
            regex: `^(\\.\\./)+(${bannedFor(folder, allowed).join('|')})/`,
            message: 'This room may not import that one: docs/architecture.md, “Rooms”.',
          },
        ],
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['node_modules', 'out', 'dist', 'coverage', 'native', 'src/onnx/onnx_pb.ts'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{mjs,js,cjs}'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', setTimeout: 'readonly' },
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { globals: { require: 'readonly' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  { files: ['src/cli/**', 'scripts/**', 'bench/**', 'tests/**'], rules: { 'no-console': 'off' } },
  {
    files: ['tests/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[property.name='only']",
          message: 'A test left with .only hides the others.',
        },
      ],
    },
  },
  { files: ['src/renderer/**'], ...reactHooks.configs.flat.recommended },
  ...boundaries,
  {
    files: ['src/main/**'],
    ignores: ['src/main/ipc.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "ImportSpecifier[imported.name='ipcMain']",
          message: 'Calls are answered through src/main/ipc.ts, which checks sender and arguments.',
        },
        {
          selector: 'ImportDeclaration[source.value=/^electron-log(\\/(main|renderer|preload))?$/]',
          message: 'Only electron-log/node opens no channel to pages: docs/decisions/0009.',
        },
      ],
    },
  },
  {
    files: ['src/renderer/**'],
    rules: {
      'no-restricted-globals': ['error', { name: 'require', message: 'The renderer has no Node.' }],
    },
  },
);
