/** Refusals of the encrypted client files. */
export const clients = {
  unknown: 'there is no such client on this computer; it may have been deleted',
  keyDamaged:
    'the key file of this client is damaged; restore the client from a backup file, other clients can be used',
  fileDamaged:
    'the file of this client is damaged; put back its latest daily copy or restore it from a backup file, other clients can be used',
  fileMissing: 'the file of this client is missing; restore it from a backup file, other clients can be used',
  fileBusy: 'the file of this client is held by another program; close that program and try again',
  newer:
    'a newer Demiface wrote this (version {version, number}, this one supports {known, number}); install the newer one',
} as const;
