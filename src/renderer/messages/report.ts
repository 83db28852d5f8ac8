const files = (n: number, count: string) => `${count} ${n === 1 ? 'file' : 'files'}`;
const group = (n: number) => (n === 1 ? 'group' : 'groups');

/** Words of a data set's report. */
export const report = {
  none: {
    title: 'Not checked yet',
    text: 'A check reads every picture once and finds unreadable files, duplicates, conflicting labels and how the classes are balanced. Nothing is changed.',
  },
  checking: 'Checking pictures',
  checkedAt: (when: string) => `Checked ${when}`,
  figures: {
    usable: 'Usable pictures',
    files: 'Files',
    gray: 'Stored in gray',
    extra: 'Extra copies',
    unreadable: 'Unreadable',
    conflicts: 'Conflicts',
  },
  splits: 'Splits',
  classes: 'Classes',
  classesText: 'Share of each split, and pictures. A class that differs between splits is worth a look.',
  genders: 'Gender',
  ages: 'Age',
  agesText: 'Pictures for each ten years.',
  noneOf: 'none',
  findings: 'Findings',
  clean: 'Nothing to look at: every file can be read, no copies, no conflicts.',
  show: 'Show files',
  showPictures: 'Show pictures',
  moreFiles: (count: string) => `and ${count} more`,
  unreadable: (n: number, count: string) =>
    `${files(n, count)} cannot be read and ${n === 1 ? 'is' : 'are'} passed over.`,
  skipped: (n: number, count: string) =>
    `${count} ${n === 1 ? 'file or folder is' : 'files or folders are'} passed over for the reason given.`,
  across: (n: number, count: string) =>
    `${count} ${group(n)} of identical pictures ${n === 1 ? 'lies' : 'lie'} in more than one split: what is learned from one is met again in the other, so figures come out too high.`,
  within: (n: number, count: string) => `${count} ${group(n)} of identical pictures within one split.`,
  near: (n: number, count: string) =>
    `${count} ${group(n)} of pictures that look the same without being identical.`,
  conflicts: (n: number, count: string) =>
    `${count} ${group(n)} of identical pictures with different labels.`,
  fewOf: (label: string, count: string, needs: string) =>
    `Too few training pictures of ${label.toLowerCase()}: ${count}, needs ${needs}.`,
  rowsWithoutFile: (n: number, count: string) =>
    `${count} ${n === 1 ? 'row names a picture that is' : 'rows name pictures that are'} not there.`,
  conflictingRows: (n: number, count: string) =>
    `${count} ${n === 1 ? 'picture has' : 'pictures have'} rows with different labels or splits; the first counts.`,
  facesAcross: (n: number, count: string) =>
    `${count} ${n === 1 ? 'picture has' : 'pictures have'} a face in rows of several splits: what is learned from one is met again in the other, so figures come out too high.`,
  facesConflicting: (n: number, count: string) =>
    `${count} ${n === 1 ? 'picture has' : 'pictures have'} a face in rows with different labels.`,
  dividedPictures: (n: number, count: string) =>
    `${count} ${n === 1 ? 'picture has' : 'pictures have'} different faces in several splits.`,
  boxesOutside: (n: number, count: string) =>
    `${count} ${n === 1 ? 'box lies' : 'boxes lie'} outside the picture by more than half; the faces are left out.`,
  boxesClipped: (n: number, count: string) =>
    `${count} ${n === 1 ? 'box reaches' : 'boxes reach'} beyond the picture and ${n === 1 ? 'is' : 'are'} cut off at its edge.`,
  unused: (n: number, count: string, reason: string) =>
    `${count} ${n === 1 ? 'picture is' : 'pictures are'} not used: ${reason}.`,
  lists: (lists: string) => `The labels come from ${lists}.`,
  repeatedRows: (n: number, count: string) =>
    `${count} ${n === 1 ? 'row stands' : 'rows stand'} more than once.`,
  malformed: (n: number, count: string) =>
    `${count} ${n === 1 ? 'row cannot' : 'rows cannot'} be understood.`,
  secondList: (list: string, differ: string, of: string) =>
    `${list} labels ${differ} of ${of} pictures differently. It is not used for training.`,
  odd: {
    cmyk: (n: number, count: string) => `${files(n, count)} in CMYK; colors may be off.`,
    exifTurned: (n: number, count: string) =>
      `${files(n, count)} stored turned; ${n === 1 ? 'it is' : 'they are'} set upright for training.`,
    verySmall: (n: number, count: string) => `${files(n, count)} with a side below 32 px.`,
    veryLarge: (n: number, count: string) => `${files(n, count)} with a side above 4,000 px.`,
    misnamed: (n: number, count: string) => `${files(n, count)} of another format than the name says.`,
  },
  severity: { bad: 'Problem', warn: 'Worth a look', quiet: 'Note' },
};
