/** What happened in a therapy session, on the page and in its report. */
export const sessionEvent = {
  suds: 'SUDS {value, number}{leftOut, plural, =0 {} other {, # more within a second left out}}',
  step: 'Step {n, number}: {title}',
  marker: 'Marker: {label}',
  stop: 'Emergency stop by {by, select, button {button} shortcut {shortcut} other {VR program}}',
  stopConfirmed:
    'Stop confirmed after {s, number, ::.00} s by {by, select, vr {the VR program} other {a person}}',
  stopUnconfirmed: 'Stop not confirmed in time',
  faceConfirmed: 'Face confirmed',
  faceLost:
    'Face lost: {reason, select, gap {not seen for too long} jump {suddenly elsewhere} appearance {looked different} ambiguous {another face near} rejected {rejected by a person} other {session cut off}}',
  consentEnded: 'Consent ended: nothing measured from here',
  started: 'Exposure begun',
  paused: 'Paused',
  continued: 'Continued',
  ended: 'Session ended',
  neutral: 'Neutral face measured over {s, number, ::.} s',
  slept: 'Machine slept for {s, number, ::.#} s',
  resumed: 'Cut off for {s, number, ::.#} s, then resumed',
  resumedUnknown: 'Cut off, then resumed; the clock was set back, so for how long is not known',
  clockChanged: 'Clock of the machine set by {s, number, ::.#} s',
  suggestion:
    'Suggestion {isAccepted, select, true {accepted} other {dismissed}}: {kind, select, hold {stay at this step} up {step up} other {step down}}',
  dropped: '{n, plural, one {# row} other {# rows}} lost: the disk could not be written',
  fromVr: '{event} (from VR)',
} as const;
