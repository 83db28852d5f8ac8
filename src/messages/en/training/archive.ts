/** Why an archive is not read, in a short phrase. */
export const archive = {
  empty: 'it is empty',
  noEndMark:
    'it ends after {n, number} {n, plural, one {file} other {files}} without the end mark of a tar, as where a download stopped',
  cutOff: 'its data are damaged, or end early as where a download stopped',
  holdsNo: 'no {name} in {path}',
  endsInFile: 'it ends before its last file',
  endsInHeader: 'it ends within a header',
  noSize: 'the size of a file in it is no number',
  longName: 'a name in it is too long',
  noHeader: 'no tar header at byte {at}',
  noDirectory: 'its list of files is missing or damaged, as where a download stopped early',
  endsWithin: 'the archive ends within it',
  encrypted: 'it is encrypted',
  method: 'it is packed by method {method}, which is not read',
  checksum: 'checksum differs',
  notUnpacked: 'it cannot be unpacked',
  damagedWithin: 'it is damaged in the archive',
  unreadable: 'the archive {name} cannot be read ({error}); check its permissions and its disk: {path}',
  damaged: 'the archive {name} is damaged ({error}); download it again: {path}',
} as const;
