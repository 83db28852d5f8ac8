/** Why a video is not read. */
export const video = {
  noProgram:
    'reading a video needs {program}, which is not installed: install the package ffmpeg (apt install ffmpeg)',
  oldProgram: 'reading a video needs ffmpeg 4.4 or newer, found {major}.{minor}',
  noFile: '{path} is no file; expected a video or a folder of pictures',
  noPictures: 'no pictures in {path}',
  frameBytes: 'a frame of {width}×{height} in {format} has {expected} bytes, found {found}',
  notRegular: '{file} is no regular file; expected a video',
  none: '{file} holds no video',
  stopped: 'stopped before {file} was read',
  tooLarge:
    '{file} has frames of {width}×{height} pixels, too large to be read: up to {megapixels} megapixels are (8K has 33); save it smaller',
  undecodable: '{file} holds no video that can be decoded: {complaint}',
  unreadable: '{file} cannot be read as a video: {reason}',
  indexMissing: 'its index is missing, it is cut off or was never finished; copy or export it again',
  listOfFiles:
    'it is a list of other files, or of a kind that is not read; name the videos themselves, or save it as MP4',
  noPicturesBut: 'no pictures in {path}; {first} is left out: {reason}',
  killed: 'ffmpeg was ended by {signal} while it read {file}',
} as const;
