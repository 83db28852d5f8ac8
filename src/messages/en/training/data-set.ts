/** What is wrong with a data set of the list. */
export const dataSet = {
  noPicture: 'there is no picture {row}; the last one is {last}',
  noTask: 'this data set has no labels for {task}; it has {tasks}',
  reportDamaged: 'the report of {name} is damaged; check the data set again',
  known: '{root} is in the list already, as {name}',
  gone: 'the data set is not in the list any more',
  folderGone: 'The folder of {name} is not there: {root}. Connect its disk or put it back, then try again.',
  notPrepared: 'the pictures of {name} are not prepared yet; open the data set first',
  versionGone: 'version {version} of the corrections of this data set is gone',
  correctionsDamaged:
    'the corrections of the data set are damaged; go back to another version of them in Data',
  noLabel: '{label} is no label for {task}; expected {expected}',
  noOcclusionPhotos:
    '{root} holds {found}; expected {list} (file, kind mask or vr, x0, y0, x1, y1) and the photos that it names',
  noneReadableOf: 'none of the pictures of {first} and {second} can be read',
  preparedCutOff: '{path} ends before picture {row}: prepare the pictures again (delete this file)',
  preparedGone: '{path} is not there: prepare the pictures again',
  changedWhilePrepared: 'the pictures changed while they were prepared: start again',
  pictureWithoutTask: '{picture} carries no {task}; expected a data set with {task} labels',
  entryDamaged: 'its entry in the database is damaged; remove it from the list, then add its folder again',
  named: '{name}: {problem}',
  noneReadable:
    'none of the {n} labeled pictures of {root} can be read; run `demiface data check {layout} {root}`',
  noneReadableFirst:
    'none of the {n} labeled pictures of {root} can be read ({file}: {reason}); run `demiface data check {layout} {root}`',
  noLongerThere: 'no longer there',
} as const;
