/** What entries of the audit log are about. Stored with each entry: a code that was once here stays. */
export const audit = {
  runRemoved: 'run {run}',
  dataRemoved: '{name} ({layout}) {root}; its folder was left as it is',
  modelLive: '{place}: {name} {path}',
  modelLiveAgain: '{place}: {name} {path}; {live} {livePath} is live again',
  modelExported: '{name} as {format} to {to}; {use}; {licence}',
  weightsImported: '{what}, from {file} (SHA-256 {sha256})',
  expressionsRead: '{clip} to {target}; stated: everybody in it agreed to expressions being read',
  retrainConsent: '{person} agreed to be recorded into {folder}',
  retrainPicturesRemoved: '{n, plural, one {1 picture} other {{n} pictures}} in {folder}',
  retrainUsed: '{name} {path}; warnings: {gates}; reason: {reason}',
  retrainKept: '{name}; warnings: {gates}; reason: {reason}',
  retrainNone: 'none',
  retrainGate:
    '{gate, select, overall {worse overall} group {worse for a group} kept {worse on pictures of the old kind} other {groups not checked}}',
  retrainRolledBack: '{name} {path}',
  retrainDiscarded: '{name}',
  clientDeleted: 'client {client}',
  clientExported: 'client {client}',
  clientsBackedUp: '{clients, plural, one {1 client} other {{clients} clients}} to {to}',
  clientsRestored:
    '{file}: {added} added, {repaired} repaired, {kept} were here already, {deleted} had been deleted, {damaged} damaged',
  session: 'a therapy session; which client is not recorded here',
  // Counts.
  settings: 'purposes: {purposes}; measured: {measures}; k {k}; {days} days',
  purpose:
    '{purpose, select, offer {offer} campaigns {campaigns} staffing {staffing} other {visitor numbers}}',
  noPurpose: 'none',
  measure: '{measure, select, age {age} gender {gender} expression {expression} other {count}}',
  auditCount: 'camera {camera}: {minutes} minutes',
  countsExpired: 'camera {camera}: {periods} periods before {before} deleted; {days} days are kept',
  cameraRemoved: 'camera {camera}: all counts deleted, {periods} periods',
  unknownCameraRemoved: 'a camera of settings that could not be read: all counts deleted, {periods} periods',
  // The clock of the machine beside that of the counts.
  span: '{unit, select, day {{n, plural, one {1 day} other {{n} days}}} hour {{n, plural, one {1 hour} other {{n} hours}}} other {{n, plural, one {1 minute} other {{n} minutes}}}}',
  clockJump:
    "the machine's clock went {span} {direction, select, ahead {ahead} other {back}}; counting continues by the time before",
  clockStart:
    "the machine's clock reads {span} {direction, select, ahead {after} other {before}} the newest stored time",
  clockReturned:
    "the machine's clock, {span} {direction, select, ahead {ahead} other {back}}, is right again",
  clockSteady:
    "the machine's clock, {span} {direction, select, ahead {ahead} other {back}}, was steady for long enough and is accepted",
  clockConfirmed: "a person confirmed the machine's clock",
  clockConfirmedBy:
    "a person confirmed the machine's clock, {span} {direction, select, ahead {ahead} other {back}}",
} as const;
