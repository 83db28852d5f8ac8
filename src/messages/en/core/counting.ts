/** What the counting of an audience refuses, and what goes wrong with it. */
export const counting = {
  auditTooShort: 'an audit of less than a minute is too short; count for longer',
  noAudit: 'nobody counts beside this camera',
  auditKeptOtherModels:
    'other models have begun to read, so the audit count ended; what was counted until then is saved for the models before',
  auditLostOtherModels:
    'other models have begun to read, so the audit count ended and is not saved: {problem}',
  cameraEnded: 'this camera is not looked at any more',
  startFirst: 'start the camera first, then count beside it',
  cameraGone: 'this camera is not set up any more',
  noPurpose: 'nothing is counted before a purpose is chosen in the settings',
  cameraIdGone: 'camera {id} is not set up any more',
  merging: 'the counts of camera {name} are being merged to {k} faces at least; try again in a minute',
  noticeWithoutPurpose: 'choose what the counts are for, before a notice is printed',
  facesAlways: 'faces are always counted; only age and gender can be left out',
  cameraWithoutSite: 'camera {name} belongs to a site that is not set up',
  noTimeZone: 'site {site}: {timeZone} is no time zone; expected one such as Europe/Berlin',
  openingBackward:
    'site {site}: opening hours {from} to {to} end before they begin; hours past midnight belong to the next day',
  openingOverlap: 'site {site}: opening hours {from} to {to} and {nextFrom} to {nextTo} overlap',
  noEntranceSide: 'zone {name} is an entrance, but none of its sides is marked as the way in',
  noSuchSide: 'zone {name} has {sides} sides, but side {side} is marked as the way in',
  settingsDamaged: 'the settings of the store view cannot be read; set them up again',
  frameMemory:
    'camera {camera}: its pictures take {needed}, and of the {most} for all cameras {used} are in use; choose a smaller picture for it, or stop another camera',
  sameSite: 'two sites have the same id {id}',
  sameCamera: 'two cameras have the same id {id}',
  sameZone: 'two zones of camera {camera} have the same id {id}',
  triedAgain: '{problem}; it is tried again every minute',
  ofCamera: 'camera {camera}: {problem}',
  deletionWaits: 'counts that are to be deleted are still stored: {problem}',
  logNotEmptied: 'the log of the database, where deleted counts may still lie, is not emptied: {problem}',
  noController:
    'say who answers for the data, before a notice is printed: {missing} {n, plural, one {is} other {are}} missing',
  controllerPart: 'the {part, select, name {name} address {address} other {contact}}',
  ofStaff:
    'Demiface does not measure the emotion of staff: inferring emotions of people at work is prohibited in the European Union (Artificial Intelligence Act, Article 5(1)(f)).',
  ofApplicants:
    'Demiface does not measure the emotion of applicants: recruitment counts as work, where inferring emotions is prohibited in the European Union (Artificial Intelligence Act, Article 5(1)(f)).',
  ofPupils:
    'Demiface does not measure the emotion of pupils: inferring emotions in places of education is prohibited in the European Union (Artificial Intelligence Act, Article 5(1)(f)).',
  ofVisitors:
    'Demiface does not measure the emotion of visitors: it is measured in therapy sessions alone, with recorded consent.',
  insightsEnded: 'the process that answers Insights ended; ask again',
} as const;
