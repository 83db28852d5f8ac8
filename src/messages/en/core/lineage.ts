/** Where a model comes from, from its data on; parts of one line. */
export const lineage = {
  taught: '{n, number} pictures taught ({splits})',
  chose: 'what chose: {choosing}',
  license: '{license}',
  fingerprint: 'fingerprint {fingerprint}',
  stage: 'stage {key}',
  notHere: 'not on this machine',
  made: '{kind, select, teacher {teacher} student {student} standard {standard} triplet {triplet} ensemble {ensemble} other {{kind}}} of {preset}, seed {seed}, stage {key}',
  released: 'released from the {made}',
  measured:
    '{made}: {figure} on the {pictures} of the {split, select, train {training} val {validation} test {test} selection {model-selection} other {{split}}} set',
  right: '{percent, number, ::.0} % right',
  error: 'MAE {years, number, ::.00} years',
  pictures: '{n, number} pictures',
  somePictures: 'pictures',
} as const;
