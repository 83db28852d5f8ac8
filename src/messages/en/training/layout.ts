/** Why a folder is taken for a layout, or for none; parts of one line. */
export const layout = {
  several: 'it holds several data sets, {sets}: choose the folder of one',
  passedOver: '{n, number} {n, plural, one {file} other {files}} passed over ({reason})',
  more: 'there are more files than could be listed in a second',
  pictures: '{n, number} {n, plural, one {picture} other {pictures}}',
  partOfPictures: '{n, number} of {of, number} {of, plural, one {picture} other {pictures}}',
  somePictures: 'pictures',
  ferplus: '{pictures} of {folders} with the votes of {lists}: FER+',
  ferNames: "FER2013's names",
  affectnet: "the list {list} is one of AffectNet's",
  rafDb: '{list} and pictures such as {example}',
  utkface: '{pictures} say age, gender and race by their names, such as {example}: UTKFace',
  pixels: 'the list {list} holds a picture a row, as numbers: FER2013',
  columns: 'the list {list} has the columns {columns}',
  codes:
    '{task, select, expression {expression} gender {gender} age {age} other {{task}}} is given as {numbers}',
  number: 'the number {number}',
  numbers: 'the numbers {numbers} and {last}',
  numberRange: 'numbers from {first} to {last}',
  folders:
    'a folder for each {task, select, expression {expression} gender {gender} age {age} other {{task}}}: {classes}',
  numberFolders: 'the class folders have {numbers} as names, which data sets use for different classes',
  // Why none.
  empty: 'the folder is empty',
  slow: 'its folders take long to list; choose the one that holds the data set itself',
  nothingReadable: 'it holds no file that can be read: {path} is left out ({reason})',
  unpack: 'unpack {archives} first',
  noPictures: 'there are no pictures in it',
  noPicturesOnly: 'there are no pictures in it, only {files}',
  withoutVotes: '{folders} lie here without their votes; put fer2013new.csv of FER+ beside them',
  found: 'found {pictures} such as {example}',
  listsWithoutFiles: '{lists} has no column file beside expression, gender or age',
  error: '{error}',
  sayClasses:
    'what they show must be stated: by a folder a class (happiness, anger … or female, male, or ages), or by a list (.csv) with the columns file and expression, gender or age',
  // Why folders are no classes.
  strayFile: 'some classes lie in split folders, {file} does not',
  ageBands: '{classes} are age bands, which are not usable as years',
  unclearGenders: 'the folder {problem}',
  unknownClasses: 'no class is called {classes}',
  differentKinds: '{classes} are of different kinds',
  numberedInNumbered:
    'numbered folders lie in numbered folders ({path}), and nothing states which of them is the class',
  foreignOrder: '{numbers} as class folders do not fit the order of {orders}',
  noAges: '{numbers} as class folders are no ages',
} as const;
