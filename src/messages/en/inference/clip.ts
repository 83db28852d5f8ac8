/** What of a clip is not read as it is stored. Stored with each recording: a code that was once here stays. */
export const clip = {
  of: '{file} {note}',
  pictureLeftOut: '{file} cannot be read: {reason}; it is left out',
  streams:
    'holds {n} video streams, of which the first alone is read; save each as a file of its own to read them all',
  widePixels:
    'declares pixels {times, number, ::.#} times as wide as high, which no camera has: they are read as square ones',
  highPixels:
    'declares pixels {times, number, ::.#} times as high as wide, which no camera has: they are read as square ones',
  sizes:
    'changes its frame size {n, plural, one {at} other {{n} times, first at}} {atS, number, ::.00 group-off} s from {from} to {to}: each frame is read in its own size, and boxes are in its pixels',
  // What could not be decoded.
  timesBack:
    'has times that jump back by {byS, number, ::.00 group-off} s; frames behind a jump keep the time of the last one before it until theirs is later: {read}',
  timesJump:
    'has times that {direction, select, back {jump back} other {jump}} by {byS, number, ::.00 group-off} s in all; frames behind a jump follow those before it at once: {read}',
  cutOff:
    'ends at {atS, number, ::.00 group-off} s of {endS, number, ::.00 group-off} s, it is cut off or damaged: {read}',
  cutInFrame: 'ends within a frame, it is cut off: {read}',
  damaged: 'is damaged ({complaint}): {read}',
  undecodable: 'has frames that cannot be decoded: {read}',
  frames: '{n, plural, one {{n} frame was} other {{n} frames were}} decoded',
  framesOf: '{n} of {total} frames were decoded',
  framesLostBefore: '{frames}, the {lost} before {atS, number, ::.00 group-off} s were not',
} as const;
