import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/**
 * A module and what it may import beside itself (architecture.md). Everything else below `src/` is out of its reach.
 * `in` lists the folders within it, the lowest first: each may import those before it.
 */
const MODULES = {
  messages: { uses: [] },
  common: { uses: ['messages'] },
  artifact: { uses: ['messages', 'common'] },
  training: {
    uses: ['messages', 'common', 'artifact'],
    in: [
      ...['engine', 'sources', 'occlusion', 'datasets', 'losses', 'mining', 'models', 'presets', 'library'],
      ...[
        'evaluation',
        'ensemble',
        'explain',
        'stages',
        'curriculum',
        'retrain',
        'bench',
        'release',
        'reproduce',
      ],
    ],
  },
  inference: {
    uses: ['messages', 'common', 'artifact'],
    in: [
      'runtime',
      'sources',
      'detection',
      'occlusion',
      'prediction',
      'explain',
      'live',
      'recording',
      'bench',
    ],
  },
  'face-boxes': { uses: ['messages', 'common', 'artifact', 'training', 'inference'] },
  figures: { uses: ['messages', 'common', 'artifact', 'training', 'inference'] },
  cli: {
    uses: ['messages', 'common', 'artifact', 'training', 'inference', 'face-boxes', 'figures'],
    in: ['bench', 'output', 'input', 'commands'],
  },
  'main/ipc': { uses: ['messages', 'common', 'artifact'] },
  'main/shell': {
    uses: ['messages', 'common', 'artifact', 'main/ipc', 'renderer/messages'],
    in: ['paths', 'core', 'windows', 'print', 'handlers'],
  },
  'main/core': {
    uses: ['messages', 'common', 'artifact', 'training', 'inference', 'face-boxes', 'main/ipc'],
    in: ['platform', 'features'],
  },
  renderer: {
    uses: ['messages', 'common', 'artifact', 'main/ipc/contract.ts', 'main/ipc/session-event-message.ts'],
    in: ['live', 'messages', 'state', 'components', 'views'],
  },
};

/** Folders further down whose own folders have an order too, the lowest first. */
const ORDERED = {
  'training/sources': ['vocabulary', 'archives', 'lists', 'readers', 'check'],
  'training/evaluation': ['metrics', 'calibration', 'significance'],
  'inference/live': ['smoothing', 'tracking', 'client-face'],
  'main/core/platform': ['time', 'store', 'jobs', 'backup', 'models', 'live'],
  'main/core/features/audience': [
    ...['time', 'deletion', 'counting', 'clock', 'buckets', 'audits', 'settings', 'cameras'],
    ...['correction', 'suppression', 'insights'],
  ],
  'main/core/features/lab': ['runs', 'jobs', 'form', 'results', 'export', 'found', 'queue'],
  'main/core/features/session': ['clients', 'protocol', 'recording', 'streams', 'running', 'report'],
  'main/core/features/session/clients': ['vault', 'files', 'consents', 'copies'],
};

/** Features of the core, and parts of the page, that know nothing of each other. */
const FEATURES = ['app', 'audience', 'data', 'lab', 'live', 'models', 'recordings', 'retrain', 'session'];
const PARTS = [
  ...['data', 'frame', 'insights', 'lab', 'live', 'models', 'recordings', 'session', 'settings', 'store'],
];
/** Parts that all of them may use. */
const SHARED_PARTS = ['shared', 'plots', 'picture'];

const apart = (folder, names, message) =>
  names.map((name) => ({
    target: `${folder}/${name}`,
    from: names.filter((other) => other !== name).map((other) => `${folder}/${other}`),
    message,
  }));

const inOrder = (name, folders) =>
  folders.slice(0, -1).map((folder, i) => ({
    target: `./src/${name}/${folder}`,
    from: folders.slice(i + 1).map((later) => `./src/${name}/${later}`),
    message: `within ${name}, imports run from ${folders.at(-1)} to ${folders[0]}`,
  }));

const zones = [
  ...Object.entries(MODULES).flatMap(([name, { uses, in: folders = [] }]) => [
    {
      target: `./src/${name}`,
      from: './src',
      except: [name, ...uses].map((used) => `./${used}`),
      message: `${name} may import ${[...uses, 'itself'].join(', ')}`,
    },
    ...inOrder(name, folders),
  ]),
  ...Object.entries(ORDERED).flatMap(([name, folders]) => inOrder(name, folders)),
  ...apart('./src/main/core/features', FEATURES, 'what two features need lies in core/platform'),
  ...apart(
    './src/renderer/components',
    PARTS,
    'what two parts of the page need lies in components/shared or state',
  ),
  ...SHARED_PARTS.map((name) => ({
    target: `./src/renderer/components/${name}`,
    from: PARTS.map((part) => `./src/renderer/components/${part}`),
    message: 'what parts of the page share knows none of them',
  })),
  {
    target: './src/renderer/components/shared',
    from: [
      './src/renderer/components/plots',
      './src/renderer/components/picture',
      './src/renderer/state',
      './src/main',
    ],
    message: 'shared components know no domain',
  },
];

const noTensorFlow = {
  group: ['@tensorflow/*'],
  message: 'TensorFlow.js comes from src/training/engine/tf.ts only',
};
const noOnnxRuntime = {
  group: ['onnxruntime-node', 'onnxruntime-common'],
  message:
    'ONNX Runtime is loaded by src/inference/runtime/onnx-runtime.ts only: it silences its telemetry first',
};
const noElectron = { group: ['electron'], message: 'Electron is for the shell alone' };
const sqlite = ['better-sqlite3', 'better-sqlite3-multiple-ciphers', 'kysely'];
const noSqlite = { group: sqlite, message: 'SQLite is for the core alone' };
const noShell = {
  group: ['electron', ...sqlite],
  message: 'no Electron and no SQLite here',
};
const noNode = {
  group: ['node:*', 'sharp', 'zod'],
  message: 'a page has no Node and needs nothing that checks payloads',
};

const noNetwork = {
  group: [
    'ws',
    'node-osc',
    'koffi',
    ...['net', 'http', 'https', 'http2', 'tls', 'dgram'].map((name) => `node:${name}`),
  ],
  allowTypeImports: true,
  message: 'the streams of a session alone reach the network (docs/security.md)',
};
const noFetch = { name: 'fetch', message: noNetwork.message };

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
  message: 'Node never ends where the system makes no folders, such as in /proc: use common/make-folder.ts',
};
const noTraps = [noWallClockSpan, noEndlessFolder];

/** One for all files: the first that is linted decides. */
const projectService = {
  allowDefaultProject: ['*.js', 'scripts/*.mjs', 'resources/vr-scene/*.js'],
  maximumDefaultProjectFileMatchCount_THIS_WILL_SLOW_DOWN_LINTING: 16,
};
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
      'import-x/no-restricted-paths': ['error', { zones }],
      'no-restricted-imports': ['error', { patterns: [noTensorFlow, noOnnxRuntime, noShell] }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
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
    files: ['src/main/shell/**', 'src/main/ipc/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noTensorFlow, noOnnxRuntime, noSqlite] }] },
  },
  { files: ['src/**'], rules: { 'no-restricted-syntax': ['error', ...noTraps] } },
  {
    files: ['src/**'],
    // A socket of this machine shows which process holds a folder.
    ignores: ['src/main/core/features/session/streams/**', 'src/common/files/lock-file.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [noNetwork] }],
      'no-restricted-globals': ['error', noFetch],
    },
  },
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
      'no-restricted-globals': ['error', noFetch, { name: 'localStorage', message: 'the core remembers' }],
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
  { files: ['resources/vr-scene/*.js'], languageOptions: { globals: globals.browser } },
);
