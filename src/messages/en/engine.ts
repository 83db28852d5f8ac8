/** The set-up of the training engine. */
export const engine = {
  whole: 'The TensorFlow engine is whole; nothing to repair.',
  ownInstaller: "Setting up the TensorFlow engine: the package's own installer first …",
  wheel: 'Its library cannot be downloaded here; building against the TensorFlow wheel (about a minute) …',
  downloading: 'Downloading TensorFlow (274 MB) with pip …',
  unpacking: 'Unpacking the TensorFlow library …',
  compiling: 'Compiling the binding …',
  ready: 'The TensorFlow engine is ready.',
  failed: 'TensorFlow cannot be set up: {error}',
  systemPackages: 'Installing system packages: {packages}',
} as const;
