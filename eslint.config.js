import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Who may import whom (architecture.md): each room lists what it must not reach. */
const rooms = [
  {
    target: './src/artifact',
    from: ['./src/training', './src/inference', './src/cli', './src/main', './src/renderer'],
    message: 'artifact is a leaf: it imports nothing of ours',
  },
  {
    target: './src/training',
    from: ['./src/inference', './src/cli', './src/main', './src/renderer'],
    message: 'training may import itself and artifact only',
  },
  {
    target: './src/inference',
    from: ['./src/training', './src/cli', './src/main', './src/renderer'],
    message: 'reading may import itself and artifact only',
  },
  { target: './src/cli', from: ['./src/main', './src/renderer'], message: 'the command knows no window' },
  {
    target: './src/main/core',
    from: ['./src/renderer', './src/cli'],
    message: 'the core may import training, reading and artifact',
  },
  {
    target: './src/main/*.ts',
    from: ['./src/training', './src/inference', './src/cli', './src/renderer', './src/main/core'],
    message: 'the shell routes: it knows the contract, and the core by path only',
  },
  {
    target: './src/renderer',
    from: ['./src/training', './src/inference', './src/cli', './src/main'],
    except: ['./ipc/contract.ts'],
    message: 'the window talks to ipc/contract (types) and artifact alone',
  },
  {
    target: './src/renderer/components/shared',
    from: ['./src/renderer/views', './src/renderer/components', './src/renderer/state', './src/main'],
    except: ['./shared'],
    message: 'shared components know no domain',
  },
];

const noTensorFlow = {
  group: ['@tensorflow/*'],
  message: 'TensorFlow.js comes from src/training/engine/tf.ts only',
};
const noOnnxRuntime = {
  group: ['onnxruntime-node', 'onnxruntime-common'],
  message: 'ONNX Runtime is loaded by src/inference/runtime/onnx-runtime.ts only: it silences its telemetry first',
};
const noElectron = { group: ['electron'], message: 'Electron is for the shell alone' };
const noSqlite = { group: ['better-sqlite3', 'kysely'], message: 'SQLite is for the core alone' };
const noShell = {
  group: ['electron', 'better-sqlite3', 'kysely'],
  message: 'no Electron and no SQLite here',
};
const noNode = {
  group: ['node:*', 'sharp', 'zod'],
  message: 'a page has no Node and needs nothing that checks payloads',
};

const typesAlone = {
  regex: '.*',
  allowTypeImports: true,
  message: 'the contract is a leaf: it imports types alone',
};

/** Electron's security checklist, where a rule can say it (docs/security.md). */
const imported = (name, message) => ({ selector: `ImportSpecifier[imported.name='${name}']`, message });
const used = (name, message) => ({ selector: `MemberExpression[property.name='${name}']`, message });
const noMainDoor = imported('ipcMain', 'channels are registered at one door: ipc/register.ts');
const noPageDoor = imported('ipcRenderer', 'a page reaches the rest by preload.ts alone');
const noWayOut = [
  used('openExternal', 'nothing opens an address outside the app'),
  used('executeJavaScript', 'the shell runs nothing in a page'),
  {
    selector: "Property[key.name='enableBlinkFeatures']",
    message: 'no features of Blink that are off by themselves',
  },
];

const noWallClockSpan = {
  selector:
    "BinaryExpression[operator='-'] > CallExpression[callee.object.name='Date'][callee.property.name='now']",
  message: 'the wall clock may be set meanwhile: measure how long something takes with performance.now()',
};

const noEndlessFolder = {
  selector: "CallExpression[callee.name='mkdirSync'] Property[key.name='recursive']",
  message: 'Node never ends where the system makes no folders, such as in /proc: use artifact/make-folder.ts',
};
const noTraps = [noWallClockSpan, noEndlessFolder];

/** One for all files: the first that is linted decides. */
const projectService = { allowDefaultProject: ['*.js', 'scripts/*.mjs'] };
/** Template snippets are of type any for the linter; svelte-check knows their types and checks them. */
const unsafeInTemplates = Object.fromEntries(
  ['argument', 'assignment', 'call', 'member-access', 'return'].map((what) => [
    `@typescript-eslint/no-unsafe-${what}`,
    'off',
  ]),
);

export default defineConfig(
  { ignores: ['node_modules', 'dist', 'out/**', 'runs/**', 'coverage', 'scripts/app/older-electron'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: {
        projectService,
        extraFileExtensions: ['.svelte'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { zones: rooms }],
      'no-restricted-imports': ['error', { patterns: [noTensorFlow, noOnnxRuntime, noShell] }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/training/engine/tf.ts', 'src/training/engine/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noOnnxRuntime, noShell] }] },
  },
  {
    files: ['src/inference/runtime/onnx-runtime.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noTensorFlow, noShell] }] },
  },
  {
    files: ['src/main/*.ts', 'src/main/ipc/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noTensorFlow, noOnnxRuntime, noSqlite] }] },
  },
  { files: ['src/**'], rules: { 'no-restricted-syntax': ['error', ...noTraps] } },
  {
    files: ['src/main/**'],
    rules: { 'no-restricted-syntax': ['error', noMainDoor, noPageDoor, ...noTraps, ...noWayOut] },
  },
  {
    files: ['src/main/ipc/register.ts'],
    rules: { 'no-restricted-syntax': ['error', noPageDoor, ...noTraps, ...noWayOut] },
  },
  {
    files: ['src/main/shell/preload.ts'],
    rules: { 'no-restricted-syntax': ['error', noMainDoor, ...noTraps, ...noWayOut] },
  },
  {
    files: ['src/main/ipc/contract.ts', 'src/main/ipc/contract/**'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [typesAlone] }] },
  },
  {
    files: ['src/main/core/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noTensorFlow, noOnnxRuntime, noElectron] }] },
  },
  {
    files: ['src/renderer/**'],
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      'no-restricted-imports': ['error', { patterns: [noTensorFlow, noOnnxRuntime, noShell, noNode] }],
      'no-restricted-globals': ['error', { name: 'localStorage', message: 'the core remembers' }],
      'svelte/no-at-html-tags': 'error',
      // What is held in $state.raw is replaced as a whole: plain maps are meant.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { projectService, extraFileExtensions: ['.svelte'], parser: tseslint.parser },
    },
  },
  { files: ['**/*.svelte'], rules: unsafeInTemplates },
  {
    files: ['test/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noOnnxRuntime, noShell] }] },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
);
