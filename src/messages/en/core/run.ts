/** What is wrong with a run, its settings or its export. */
export const run = {
  epochsDamaged:
    'epochs of {name} are damaged in the database; remove it from the list and open its folder again',
  nothingFinished: '{name} has no finished stage yet',
  seedNoSetting: 'seed is no setting of an experiment; list it among the seeds',
  noFolder: 'there is no folder {folder}',
  folderWithoutRuns: '{folder} holds no runs; choose a folder that demiface train wrote into',
  noCommonPictures:
    'these runs learned from different data sets, which share no test picture that none of them has learned; choose runs of one data set',
  endNotStored: 'run {id} has ended, but the database takes no writes; it is tried again until it does',
  dataGoneAdd: 'the data set is not in the list any more; add it again',
  severalSets: '{preset} learns from pictures made of several data sets; start it with demiface train',
  otherLayout:
    '{preset} learns from a data set laid out as {expected}, but {name} is laid out as {layout}; choose another data set or another preset',
  noStage: '{preset} has no {stage}',
  differentTasks: 'these runs learned different tasks; choose runs of one task',
  stageNotFinished: '{name} (seed {seed}) has no finished {stage}',
  dataGone: 'the data set of this run is not in the list any more; add it again',
  notQueued: 'run {id} does not wait in the queue; only those that wait can change places',
  atWork: 'run {id} is at work; pause or cancel it first, then remove it',
  noDataOfLayout: 'no data set with the layout {layout} is in the list; add it under Data',
  dataGoneAt: 'the data set of this run is not in the list any more; add {root} again under Data',
  none: 'there is no run {id}; it may have been removed',
  noPreset: "there is no preset ''{preset}''; the nearest are {nearest}",
  noMeasuredSplit: 'the data set has training pictures alone, expected a val or test split to measure on',
  entryDamaged:
    'its entry in the database is damaged; remove it from the list: what it trained stays in its folder, which can be opened again',
  severalTasks: 'runs for {tasks} cannot be compared; choose runs for one task',
  otherData:
    '{name} learned from another data set ({layout}, fingerprint {fingerprint}) than {roots} {n, plural, one {holds} other {hold}} now: pictures, labels or splits differ; put back what was changed, or add it under Data',
  otherPictures:
    'the pictures or labels of {roots} are others than those that this run began with; put those back, or start a new run',
  unfit: 'run {id} is {state, select, other {{state}}}: it cannot be {change, select, other {{change}}}',
  removedBeforeStart: 'the data set of this run was removed before it began; start a new run',
  correctionsGone:
    'the corrections that this run was to learn from were removed with {root}; start a new run',
  diedTooOften:
    'the training stopped {n} times without finishing an epoch ({how}); often memory runs out: close other programs or lower the batch size, then resume',
  placeIsFile: '{path} is a file; name a new or empty folder',
  noExport: '{path} is there and is no export of a run; name another place',
  exportChanged: '{file} was changed after the export; move it, or name another place',
  cannotSet:
    '{problem}; {preset} can set {keys}; and of every stage, or with {stages} before it of one: {stageKeys}',
  inputTooSmall: 'inputSize: {net} takes pictures of {least} pixels or more, not of {size}',
  teacherStart: 'the teacher has no stage before it: start must be scratch',
  noVotes: 'only FER+ has votes: targets must be labels for {layout}',
  noDistribution: 'only the compact nets for age learn a distribution: targets must be labels',
  noSetting: 'there is no setting {key}',
  noKeyValue: "''{setting}'' is no setting, expected key=value",
  settingProblem: '{key}: {problem}',
} as const;
