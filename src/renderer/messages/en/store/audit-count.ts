/** Audit counts: a person counts beside a camera. */
export const auditCount = {
  title: 'Audit count: {camera}',
  text: 'For fifteen minutes, count everyone who comes in. Watch the door, not the screen. What the camera missed or added becomes its known error, which Insights shows. The first and last five seconds serve only to match the two counts. Only three totals are saved, without times. They are deleted with the counts of that day; the camera then needs a new audit count.',
  off: 'Start the camera first.',
  start: 'Begin',
  again: 'Count again',
  tap: 'Person came in',
  tapKeys: 'Space',
  counted: '{n, number} counted',
  undo: 'Undo last',
  left: '{time} left',
  end: 'End now',
  endIn: 'Can end in {time}',
  drop: 'Discard',
  close: 'Close',
  lost: 'The camera gives no picture. Anyone who comes in now counts as missed.',
  ratio: 'The camera counted {value} for every person you counted ({interval}).',
  errors:
    'It missed {missed} ({missedInterval}) of the people who came in. For every person, it counted {extra} that were not there ({extraInterval}).',
  nobody: 'Nobody came in while you counted, so the error of the camera is still unknown.',
  basis:
    'Based on {audits, plural, one {one audit count} other {# audit counts}}: {time}, {entries, plural, one {# entry} other {# entries}}.',
} as const;
