/** Why published weights are not imported. */
export const weights = {
  otherClasses: '{path}: {layer} has {classes} classes, expected {expected}',
  lacks: '{path} lacks {layer}: cut short, or of another net',
  otherShape: '{path}: {layer} is {shape}, expected {expected}: weights of another net',
  notFinite: '{path}: {layer} holds numbers that are not finite',
  stopped: 'stopped; nothing was imported',
  ending: '{path}: expected weights that end in .mat (MatConvNet) or .h5 (Keras)',
  noMean: '{path} has no mean picture (meta.normalization.averageImage) of three channels',
  noHdf5: '{path} is no HDF5 file: its first bytes differ',
  cutShort: '{path} is damaged or cut short ({detail}): fetch it again',
  noLayerNames: '{path} has no attribute layer_names, expected weights as Keras saves them (.h5)',
  namesWithout: '{path} names {name} but does not hold it: fetch it again',
  damagedShape: '{path} is damaged ({shape} numbers in {size} bytes): fetch it again',
  dagNn: "{path} holds a DagNN network; only MatConvNet''s SimpleNN is read",
  noLayers: '{path} holds {found}, expected the variable layers of a MatConvNet network',
  importAgain: '{file} is damaged ({why}): import the published weights again',
  otherCount:
    '{what}: {name} holds {found} numbers, expected {expected} for {net} with pictures of {width}×{height}',
  otherNet: '{path} holds no weights of {net}: its layers are {layers}',
  looksLike:
    '{path} holds no weights of {net}: its layers are {layers}; it looks like {what}: say --as {other}',
  damaged: '{path} is damaged ({detail}): fetch it again',
  matlab73: '{path} is a MATLAB 7.3 file; load it in MATLAB and save it again with -v7',
  noMat: '{path} is no MATLAB level-5 file: its first bytes differ',
  bigEndian: '{path} was written on a big-endian machine, which is not read',
} as const;
