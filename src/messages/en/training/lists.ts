/** Why a folder or a list is not read as a data set. */
export const lists = {
  picturesNotBeside:
    '{list} is a list of {layout}, but none of its pictures lies beside it; put {folders} beside it, then choose it again',
  noList: 'there is no list {file} below {root}',
  noDataSet: '{root} is no data set; name a folder, an archive (.tar, .tar.gz, .zip) or a list (.csv)',
  noFile: 'there is no {file} below {root}',
  rootGone: '{root} has gone while it was read; connect its disk or put it back, then start again',
  ambiguousBox:
    '{list} has the columns {columns}, which do not give the box of the face in one way; expected one family of names, such as face_x, face_y, face_width, face_height (pixels). Name its columns so, and remove or rename those that are no box of the face',
  unreadable: 'the list {list} below {root} cannot be read: {reason}',
  longLine: 'line {line} is longer than 1 MB',
  utf32: 'it is written in UTF-32; save it as UTF-8',
  rootEmpty: '{root} is empty; expected {expected}',
  rootPacked: '{root} is empty; unpack {archives} first; expected {expected}',
  rootSkipped: '{root} holds no file that can be read: {path} is left out ({reason}); expected {expected}',
  rootSkippedPacked:
    '{root} holds no file that can be read: {path} is left out ({reason}); unpack {archives} first; expected {expected}',
  found: '{root}: found {found}; expected {expected}',
  foundBut: '{root}: {problem}; found {found}; expected {expected}',
  nPictures: '{n} {n, plural, one {picture} other {pictures}}',
  nPicturesSuchAs: '{n} {n, plural, one {picture} other {pictures}} such as {example}',
  theLists: 'the lists {lists}',
  noCsv: 'no CSV list',
  otherFiles: 'other files such as {files}',
  toUnpack: '{archives}, which must be unpacked first',
  aFolderAClass:
    'a folder a class (expressions, genders or ages), or train, val and test folders that hold them',
  aList:
    'a .csv or .tsv list with a header: a column file, and expression, gender or age; if wanted split, and x, y, width, height of the face',
  utkfaceNames: 'pictures named [age]_[gender]_[race]_[date&time].jpg.chip.jpg, in folders or archives',
  affectnetLists:
    'training.csv or validation.csv with the column subDirectory_filePath, and the pictures that they name',
  ferplusFolders:
    'FER2013Train, FER2013Valid or FER2013Test (folders or archives) with fer2013new.csv beside them or a label.csv in each',
  ferPixels:
    'fer2013.csv or icml_face_data.csv: a list with the columns emotion, pixels and Usage, a picture a row',
  columnTaken: 'the column {column} names pictures or splits; expected another one for names of classes',
  rafDb:
    'list_patition_label.txt with rows such as train_00001.jpg 5, and its pictures, as they are or aligned',
  noNamesColumn: 'no list has the column {column} for names of classes; {list} has the columns {columns}',
  ownLabels: 'the layout {layout} has labels of its own; names of classes are stated for folder and csv',
  hasColumns: '{list} has the columns {columns}',
  isEmpty: '{lists} is empty',
  inFolder: '{lists} lies in a folder: name that folder, or the list itself',
  noPicture: '{list} holds no picture',
  noColumn: '{list} has no column {column}',
  noRow: 'no row of {lists} can be used: {why}',
  noLabel: 'none gives a label',
  gone: '{name} is not there',
  goneBut: '{name} is not there, but {namesake} is',
  andMore: '{problem} (and {n, number} more such {n, plural, one {row} other {rows}})',
  noRowUsable: 'no row can be used ({row})',
  noPictureThere: 'no picture is at the path of a row ({picture})',
  noRows: 'its lists have no row',
  several: '{problems}',
  wrongHeader:
    'the header of {list} {problems}; expected {expected} and the votes for {votes}. Name its columns so, or remove the header where the order is the published one',
  headerLacks: 'lacks {columns}',
  headerUnknown: 'has the unknown {columns}',
  headerTwice: 'has {columns} twice',
  unknownBox:
    '{list} has {n, plural, one {the column} other {the columns}} {columns}, named like a face box in a form that is not read; expected a column of pixels each for x, y, width, height, or x1, y1, x2, y2 (corners). Write the boxes so, or rename what is no face box',
  unread: '{path} in {root}: {reason}, or `demiface data check` shows what the rest holds',
  splitsMissing:
    '{root}: some rows state a split, {n, number} {n, plural, one {does} other {do}} not (first {where}): fill in the column split of every row, or name each list after its split (train.csv, val.csv, test.csv)',
  beginsOtherwise:
    '{list} is no list of pictures: it begins with {cells}, expected the columns file and expression, gender or age; for the pictures beside it, choose the folder {folder}',
  emptyList:
    '{list} is no list of pictures: it is empty or cannot be read, expected the columns file and expression, gender or age; for the pictures beside it, choose the folder {folder}',
  foldersNumbered: 'the class folders have {numbers} as names',
  whichOrder:
    '{what}; data sets number their classes differently, so say which order this is (--label-order): {orders}',
  thisOrder: '{what}; which may be something else, so say if they are this (--label-order): {orders}',
  codesIn: '{task, select, other {{task}}} is given as {numbers} (first in {where})',
  noKnownOrder:
    '{what}, which is the order of no known data set ({known}); write names in place of the numbers',
  foreignCode:
    '{where}: {title} has no {task, select, other {{task}}} {code}; the stated order is {order}. State the order of this list (--label-order), or write names in place of the numbers',
  foreignWord:
    '{where}: {task, select, other {{task}}} "{word}" is no class, as in {unknown, number} of {n, number} rows; write the English names ({labels}), or leave the cell empty where none fits',
  unclearGender: '{where}: the gender {problem}',
  mAlone: 'm alone may be a man (male) or a woman (mujer): write male and female',
  mBeside: 'm beside {others} may be a man (male) or a woman (mujer): write male and female',
  ageFractions:
    'no age is above 1 (first in {where}), as where ages are divided by the oldest one; write ages in years, or say that these are (--label-order ages)',
  noPictureOfRow: 'no picture bears the name of a row',
} as const;
