/** What the Live view refuses. */
export const live = {
  stillReading: 'the frame before is still being read',
  closing: 'the app is closing',
  noVideo: 'this is no video',
  noPicture: 'there is no picture {number}',
  noPng: 'the snapshot is no PNG picture',
  nothingRead: 'nothing was looked at yet',
  faceGone: 'this face is not in the picture any more',
  ended: 'this is not looked at any more',
  endedOpenAgain: 'this is not looked at any more; open it again',
  noModel:
    'no model predicts {task, select, expression {expression} gender {gender} age {age} other {{task}}} of this face',
  notPredicted:
    '{task, select, expression {expression} gender {gender} age {age} other {{task}}} of this face is not predicted yet',
} as const;
