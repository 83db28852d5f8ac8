/** The report of a data set. */
export const report = {
  none: {
    title: 'Not checked yet',
    text: 'A check reads every picture once. It finds unreadable files, duplicates and conflicting labels, and shows how the classes are balanced. Nothing is changed.',
  },
  checking: 'Checking pictures',
  checkedAt: 'Checked {when}',
  isOld:
    'The folder has changed since this check: {n, plural, one {# picture is} other {# pictures are}} usable now. Check it again.',
  figures: {
    usable: 'Usable pictures',
    files: 'Files',
    gray: 'Grayscale files',
    extra: 'Duplicates',
    unreadable: 'Unreadable',
    conflicts: 'Conflicting labels',
  },
  splits: 'Splits',
  classes: 'Classes',
  classesText: 'Share of each split, and number of pictures. Look for classes that differ between splits.',
  genders: 'Gender',
  ages: 'Age',
  agesText: 'Pictures per ten years of age.',
  findings: 'Findings',
  clean: 'No problems: every file is readable, without duplicates or conflicting labels.',
  show: 'Show files',
  showPictures: 'Show pictures',
  moreFiles: 'and {n, number} more',
  unreadable:
    '{n, plural, one {# file cannot be read and is skipped.} other {# files cannot be read and are skipped.}}',
  skipped:
    '{n, plural, one {# file or folder is skipped for the reason given.} other {# files or folders are skipped for the reasons given.}}',
  across:
    '{n, plural, one {# group of identical pictures is} other {# groups of identical pictures are}} spread over several splits. The model is then tested on pictures it was trained on, and figures come out too high.',
  within:
    '{n, plural, one {# group of identical pictures} other {# groups of identical pictures}} within one split.',
  near: '{n, plural, one {# group of pictures looks} other {# groups of pictures look}} the same without being identical.',
  conflicts:
    '{n, plural, one {# group of identical pictures has} other {# groups of identical pictures have}} different labels.',
  fewOf: 'Too few training pictures of {label}: {n, number}, at least {needs, number} recommended.',
  rowsWithoutFile:
    '{n, plural, one {# row refers to a picture that does} other {# rows refer to pictures that do}} not exist.',
  conflictingRows:
    '{n, plural, one {# picture has} other {# pictures have}} rows with different labels or splits; the first row is used.',
  facesAcross:
    '{n, plural, one {# picture has} other {# pictures have}} the same face in several splits. The model is then tested on faces it was trained on, and figures come out too high.',
  facesConflicting:
    '{n, plural, one {# picture has} other {# pictures have}} rows with different labels for the same face.',
  dividedPictures:
    '{n, plural, one {# picture has} other {# pictures have}} different faces in different splits.',
  boxesOutside:
    '{n, plural, one {# box lies} other {# boxes lie}} more than half outside the picture; {n, plural, one {the face is} other {these faces are}} not used.',
  boxesClipped:
    '{n, plural, one {# box extends beyond the picture and is} other {# boxes extend beyond their pictures and are}} clipped at the edge.',
  unused: '{n, plural, one {# picture is} other {# pictures are}} not used: {reason}.',
  lists: 'Labels from {lists}.',
  repeatedRows: '{n, plural, one {# row is} other {# rows are}} repeated.',
  malformed: '{n, plural, one {# row} other {# rows}} cannot be parsed.',
  secondList: '{list} labels {n, number} of {of, number} pictures differently. It is not used for training.',
  odd: {
    cmyk: '{n, plural, one {# file is} other {# files are}} in CMYK; colors may be off.',
    exifTurned:
      '{n, plural, one {# file is stored rotated and is} other {# files are stored rotated and are}} turned upright for training.',
    verySmall: '{n, plural, one {# file has} other {# files have}} a side below 32 px.',
    veryLarge: '{n, plural, one {# file has} other {# files have}} a side above 4,000 px.',
    misnamed: '{n, plural, one {# file has} other {# files have}} a different format than the name suggests.',
  },
  severity: { bad: 'Problem', warn: 'Warning', quiet: 'Note' },
} as const;
