/** Why a training or an evaluation fails. */
export const training = {
  tooFewPictures: 'found {train} pictures to train on and {selection} to choose with; expected more',
  fewClasses: 'the training pictures show {found} of {classes} classes, a classifier needs two at least',
  noEnsemblePictures: 'no {set} pictures for the ensemble',
  embeddingDiverged:
    'number {n} of the embeddings is {mean} on average, expected a number: the student has diverged',
  noCommonPicture: 'there is no picture that both models have read',
  emptySplit: 'the split {split} holds no pictures; the data set has {found}',
  nothingToCompare: 'no pictures to compare on: the split is empty',
  nothingToEvaluate: 'no pictures to evaluate: the split is empty',
  nothingToCalibrate: 'no pictures to fit the temperature on',
  rowsCutOff: '{path} ends within a row of numbers; delete it and start again',
  tooSmall: 'pictures of {width}×{height} are too small for {net}: nothing is left behind its layer {layer}',
  takenOver:
    '{what} was taken over by another machine while this one stood still ({folder}); start again to wait for it',
  otherStage: '{path} belongs to another stage; delete it to start anew',
  checkpointDamaged: 'the checkpoint {path} is damaged ({error}); delete it to start this stage anew',
  finishedDamaged:
    'the finished {kind} is damaged: {problem}; delete the folder {folder} and start again to train it anew',
  oneClass: 'the training pictures hold {label} alone, expected two classes at least',
  noClass: 'the training pictures hold no class alone, expected two classes at least',
  threadFailed: 'the thread that prepares pictures failed: {error}',
  threadEnded: 'the thread that prepares pictures ended (exit code {code})',
  noCommonClass: 'the pictures show {found}; the model predicts {labels}, none of these',
  outTaken: '{folder} is there already and holds another model or other files; name another place',
  stoppedLearning:
    'the {kind} of {preset} stopped learning: {isNumber, select, no {its weights or its loss are no numbers any more} other {loss {loss}}} in epoch {epoch}, step {step}; {kept, plural, =0 {no epoch was finished} other {the checkpoint of epoch {kept} is kept}}; lower the rate (--set {kind}.schedule.{key}=…)',
  divergedPrediction:
    'the prediction for picture {picture} is {value}, expected a number; the model has diverged: train it again with a lower learning rate',
  predictionCount: '{labels} labels but {predictions} predictions',
  classOfRow: 'class {label} at row {row}, expected 0 … {last}',
  classOfPicture: 'class {label} at picture {picture}, expected 0 … {last}',
  embeddingCount:
    '{n} {set, select, training {training} other {model-selection}} embeddings for {labels} labels',
  embeddingWidth: 'training embeddings of {training} numbers, model-selection ones of {selection}',
  groupCount: '{n} groups of kind {kind} for {pictures} pictures',
  copyCount: 'inTraining has {n} pictures, expected {expected}',
  scoreCount: '{n} scores for {pictures} pictures of {classes} classes, expected {expected}',
  noFigures: 'no figures of any seed',
  pairedCount: '{first} readings beside {second}',
  epochBusy: 'an epoch of these batches is already being read',
  batchesClosed: 'the batches were closed',
  endsEarly: 'it ends too early',
  noCheckpoint: 'it does not start as one',
  otherChecksum: 'its checksum differs',
  noHeader: 'its header cannot be read',
} as const;
