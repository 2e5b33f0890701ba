import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Folders that must run in plain Node: the command line and the engine process have no Electron. */
const electronFree = [
  'engine',
  'models',
  'export',
  'onnx',
  'virtual-mic',
  'shared',
  'live',
  'cli',
  'audio-file',
];

/** A folder of src and those that it may import: dependencies point one way. */
const imports = {
  shared: [],
  onnx: ['shared'],
  engine: ['shared'],
  'audio-file': ['shared', 'engine'],
  export: ['shared', 'onnx', 'engine', 'audio-file'],
  models: ['shared', 'onnx', 'engine', 'export'],
  'virtual-mic': ['shared'],
  live: ['shared', 'engine', 'models', 'virtual-mic'],
  cli: ['shared', 'onnx', 'engine', 'audio-file', 'export', 'models', 'virtual-mic', 'live'],
  main: ['shared', 'onnx', 'engine', 'audio-file', 'export', 'models', 'virtual-mic', 'live'],
  preload: ['shared'],
  renderer: ['shared', 'preload'],
};

const bannedFor = (folder, allowed) =>
  Object.keys(imports).filter((other) => other !== folder && !allowed.includes(other));

const boundaries = Object.entries(imports).map(([folder, allowed]) => ({
  files: [`src/${folder}/**/*.{ts,tsx}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        paths: electronFree.includes(folder)
          ? [{ name: 'electron', message: `src/${folder} must run in plain Node.` }]
          : [],
        patterns: [
          ...(electronFree.includes(folder) ? [{ group: ['electron/*'], message: 'No Electron here.' }] : []),
          {
            regex: `^(\\.\\./)+(${bannedFor(folder, allowed).join('|')})/`,
            message: 'Dependencies point one way: renderer → preload → main → engine.',
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
    files: ['**/*.{mjs,js}'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', setTimeout: 'readonly' },
    },
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
