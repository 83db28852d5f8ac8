/** Refusals of the encrypted client files. */
export const clients = {
  unknown: 'there is no such client on this computer; it may have been deleted',
  keyDamaged:
    'the key file of this client is damaged; restore the client from a backup file, other clients can be used',
  fileDamaged:
    'the file of this client is damaged; restore its latest daily copy or a backup file, other clients can be used',
  fileMissing: 'the file of this client is missing; restore it from a backup file, other clients can be used',
  fileBusy: 'the file of this client is held by another program; close that program and try again',
  newer:
    'a newer Demiface wrote this (version {version, number}, this one supports {known, number}); install the newer one',
  // What opens them.
  locked: 'client files are locked; open them first',
  isSetUp: 'client files are set up already on this computer',
  notSetUp: 'client files are not set up on this computer yet',
  weakPassphrase:
    'the passphrase is too easily guessed; use at least {least, number} characters, {different, number} of them different',
  wrongPassphrase: 'the passphrase is wrong',
  wrongCode: 'the recovery code is not the one of these client files',
  mistypedCode: 'a character of the recovery code is missing or mistyped; check it against your note',
  otherKeychain:
    'the keychain of this system has another secret than the one of these client files; use the recovery code',
  noKeychain: 'this system has no keychain that keeps secrets; use a passphrase',
  keychainFailed: 'the keychain of this system did not answer ({error}); try again, or use the recovery code',
  otherLock:
    '{lock, select, keychain {client files are opened by the keychain of the system, not by a passphrase} other {client files are opened by a passphrase, not by the keychain of the system}}',
  tooManyAttempts:
    'several wrong attempts; try again in {seconds, plural, one {1 second} other {{seconds} seconds}}',
  vaultDamaged:
    'the file that opens all clients, vault.json, and its copy are damaged or missing; put them back from a copy of the folder {folder}, or move that folder away, set up client files again and restore a backup file',
  inUse: 'a client file is in use; end the session first',
  archiveInWork: 'a backup file of client files is being written or read; try again when it is done',
  // Clients and consents.
  codeTaken: 'another client has the code {code} already',
  noConsent: 'there is no consent that could be withdrawn',
  emptySignature: 'the signature is empty or lies outside its field',
  emptyScope: 'the consent allows nothing; choose at least one thing that may be measured',
  pastDay: 'the consent would end in the past; choose a later day',
  noCopy: 'there is no sound copy of the file of this client; restore it from a backup file',
  fileSound: 'the file of this client is not damaged',
  // Backup files.
  placeTaken: '{path} is there already; choose another name',
  noArchive: '{path} is no backup file of client files, or is damaged',
  proofNeeded: 'the backup file was made on another computer; enter its passphrase or recovery code',
  // The log of a client's file.
  consentSigned: 'consent signed',
  consentWithdrawn: 'consent withdrawn',
  filePutBack: 'an older copy took the place of the damaged file; a consent in it has to be signed again',
  exported: 'everything exported',
  sessionExported: 'session {session, number} exported',
  sessionRemoved: 'session {session, number} of {at} deleted',
} as const;
