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
} as const;
