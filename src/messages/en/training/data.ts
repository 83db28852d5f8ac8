/** What a check of a data set finds, and how its lists were read. */
export const data = {
  // How the set was read.
  listsBesideFolders: 'The folders give the labels; lists are not used: {lists}.',
  otherFolders: 'The folders {classes} give the labels; those above or below them are not used: {others}.',
  listsInFolders: 'Lists in folders are not used: {lists}.',
  listWithoutFiles: '{list} is not used: it has no column file beside expression, gender or age.',
  unusedColumns: 'Columns of {list} that are not used: {columns}.',
  ageBands:
    '{n, number} {n, plural, one {row gives} other {rows give}} an age band ({band} in {where}), which is not usable as years: no age is read from {n, plural, one {it} other {them}}.',
  unstatedSplits:
    'Column {column} of {list} is not used in {n, number} {n, plural, one {row} other {rows}} (first "{cell}" in {where}): splits are read by the words train, val and test, for data sets number them differently.',
  drawnSplits: 'No split is stated by the lists {lists}: it is drawn for all their pictures.',
  samePictures: '{other} is not used: it holds the pictures of {list} again.',
  // Why a picture is not used.
  rowUnusable: 'its row cannot be used',
  unclearRow: 'a row could mean it or another picture',
  noLabel: 'no row or name gives it a label',
  rowWithoutLabel: 'its row gives no usable label',
  annotatedNone: 'annotated as none, uncertain or no face',
  overfullClass: 'left out so that no class has more than {n, number}',
  noClassNumber: 'the number {number} stands for no class',
  withoutFace:
    '{n, plural, one {# picture shows no face and is} other {# pictures show no face and are}} left out: {files}',
  withSeveralFaces:
    '{n, plural, one {# picture shows several faces and is} other {# pictures show several faces and are}} left out, for nothing tells whose the label is: {files}',
  noFaces:
    '{root} has no picture in which one face is found: {n, number} show none, {several, number} show several; are they cropped faces already?',
  spellingsJoined: '{spellings} are one class',
  namesNotThere: 'no picture has a class called {names}, although its meaning is stated',
  noClassName: '{name} stands for no class',
  classesLeftOut: 'pictures of {classes} are left out: the names stand for no class',
  repeatedName: 'another picture has the same name',
  incompleteName: 'its name lacks a field, or one is out of range',
  singleVotes: 'no label has more than one vote',
  noMajority: 'no label has more than half of its votes',
  votedUnknown: 'its votes say: unknown',
  votedNoFace: 'its votes say: not a face (NF)',
  // Classes.
  nothingUsable: 'No picture has a usable label.',
  manyClasses:
    '{n, number} classes of your own in {pictures, number} pictures: check that the names are classes, not names of persons or dates.',
  rafDbPhotos:
    '{n, plural, one {# picture is} other {# pictures are}} not aligned (_aligned in the name) and taken whole as a face.',
  oneClass:
    'All pictures with a label for {task, select, expression {expression} gender {gender} age {age} other {{task}}} show one class: {label}.',
  splitWithout:
    'The {split, select, train {training} val {validation} test {test} other {{split}}} split has no picture of {labels}.',
  // Faces, boxes and rows.
  faces: '{file} ({faces})',
  faceInSplit: '{place}: {split, select, train {training} val {validation} test {test} other {{split}}}',
  faceLabel: '{place}: {label}',
  wholePicture: 'whole picture',
  box: '{width} × {height} at {x}, {y}',
  boxInPicture: '{name} ({box} in {width} × {height} pixels)',
  rows: '{name} ({first} and {second})',
  // Names, as many as a line takes.
  names: '{names}',
  namesAndMore: '{names} and {more} more',
} as const;
