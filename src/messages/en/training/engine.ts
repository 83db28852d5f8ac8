/** The training engine: what runs, and its set-up. */
export const engine = {
  whole: 'The TensorFlow engine is whole; nothing to repair.',
  ownInstaller: "Setting up the TensorFlow engine: the package's own installer first …",
  wheel: 'Its library cannot be downloaded here; building against the TensorFlow wheel (about a minute) …',
  downloading: 'Downloading TensorFlow (274 MB) with pip …',
  unpacking: 'Unpacking the TensorFlow library …',
  compiling: 'Compiling the binding …',
  ready: 'The TensorFlow engine is ready.',
  failed: 'TensorFlow cannot be set up: {error}',
  running:
    '{engine} {version} on the {device, select, gpu {gpu} other {cpu}}, {threads} {threads, plural, one {thread} other {threads}}',
  systemPackages: 'Installing system packages: {packages}',
  // Errors.
  unknown: "DEMIFACE_ENGINE is ''{chosen}'', expected {engines}",
  none: 'no engine starts here: {reasons}',
  setUpStopped: 'the set-up of the engine was stopped; start again',
  noLibrary:
    'no TensorFlow library could be downloaded for {platform} {arch}, and the wheel serves Linux x64 only',
  notLoading: 'the TensorFlow binding was built but does not load on this machine',
  buildFailed: 'building the TensorFlow engine failed: {error}',
  noWheel: 'pip downloaded no TensorFlow wheel',
  webgpuFailed: 'WebGPU failed: {error}',
  notStarting: "the engine ''{name}'' that DEMIFACE_ENGINE names does not start: {reason}",
  programsMissing: '{commands} not found; install with: sudo {line}',
  programsNotInstalled: '{commands} not found; install with: sudo {line} (installing failed: {error})',
} as const;
