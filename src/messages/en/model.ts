/** What is wrong with a model. */
export const model = {
  onnxAlone: '{path} holds its network as ONNX alone, expected its weights too',
  problem: '{file}: {problem}',
  none: 'no model at {path}: expected a folder with {manifest}',
  unnamed: '{file} is damaged: it does not name {name}',
  holdsNo: '{path} holds no {name}',
  checksum: "{file} is damaged: its checksum differs from the manifest''s",
  unreadable: '{file} cannot be read: {error}',
  damaged: '{file} is damaged: {problem}',
  size: '{file} holds {found} bytes, expected {expected}',
  noOcclusionClassifier: '{path} reads {task}; expected an occlusion classifier',
  notLoaded: '{file} cannot be loaded: {error}',
  otherShape:
    '{file} takes pictures of {size} and gives {outputs} numbers, the card states {expectedSize} and {expectedOutputs}',
  otherOutputs:
    'the model gives {found} numbers, expected {expected} of single precision; train or import it again',
  notFinite: 'the model gives numbers that are not finite; train or import it again',
  notListed: 'this model is not in the list; load the list again',
  hasNoClasses: '{name} reads ages and has no classes: leave the class out',
  noClass: '{name} has no class {label}; its classes are {labels}',
  unknownNet: '{path}: unknown network {net}; known are {known}',
  leftOut: '{name} is damaged and left out: {error}',
  noneUsable: 'no model of {task, select, other {{task}}} can be used',
  instead: '{problem}; {instead} reads in its place',
  insteadNone: '{problem}; no model reads in its place',
  nothingToTakeBack: 'no other model was live for {place} before; there is nothing to go back to',
  fileGone: '{file} is not there',
} as const;
