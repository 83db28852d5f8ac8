/** Refusals of a therapy session. */
export const session = {
  unknown: 'there is no such session of this client; it may have been deleted',
  notOpen: 'this session is not open any more',
  otherOpen: 'another session is open; end it first',
  ended: 'this session was ended; begin a new one',
  tooLongAgo: 'this session was cut off more than {hours, number} hours ago; begin a new one',
  notWritten:
    'what was measured cannot be written yet; free some space on the disk, close other programs that use the file, and end the session again',
  noConsent: 'there is no valid consent of this client; record it first, nothing is measured without it',
  noneOpen: 'no session is open; begin one first',
  inKiosk: 'no session is opened in a kiosk; leave it with Ctrl+Shift+K',
  noNote: 'there is no such note; it may have been removed',
  tooManyNotes: 'there are {most, number} notes of this session already; remove one first',
  stillOpen: 'this session is open; end it first',
  noLadder: 'there is no such exposure ladder; it may have been removed',
  tooManyLadders: 'there are {most, number} exposure ladders already; remove one first',
  noStep: 'this exposure ladder has no such step',
  notNow:
    '{phase, select, calibrating {confirm the face first} ready {begin the exposure first} running {the exposure is running; pause it first} paused {the exposure is paused; continue it first} stopped {the exposure was stopped; continue it first} other {the session was ended}}',
  stopOpen: 'the emergency stop is not confirmed; make sure that the client is safe and confirm it first',
  noStop: 'there is no emergency stop to confirm',
  noFace: 'confirm the face again first',
  noSuggestion: 'there is no suggestion any more',
  noModel: 'no expression model reads this half of a face; choose one under Models first',
  partOfExpressions:
    '{name} has no class {missing}, and a session needs all eight expressions; make a model with all of them live for this half',
  noNeutral:
    'the model {model} cannot be compared with a neutral face; recalibrate it, or go on without the neutral phase',
  fileDamaged: 'a session in this file cannot be read',
  laddersDamaged: 'the stored exposure ladders cannot be read',
  settingsDamaged: 'the stored settings of sessions cannot be read; set them up again',
} as const;
