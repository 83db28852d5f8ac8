/** Why a clip is not recorded. */
export const recording = {
  taken:
    '{path} is there already and is not replaced: it appeared after the recording was requested; move it, then resume',
  changed:
    '{file} changed while it was read: nothing is kept of it; read it again once nothing writes it any more',
  done: '{source} is read already',
  gone: 'recording {id} is not in the list any more',
  noConsent:
    'expressions are read only where everybody who shows in the videos agreed to it; state that, or leave expressions out',
  held: '{path} is being written by another recording; wait for it or choose another folder',
  stopped:
    'stopped at frame {frames} of {file}; {keeps, select, yes {what was read is kept} other {it is begun anew the next time}}',
  partMoved: '{path} was moved or removed while it was written; resume to begin it anew',
  folderGone: 'the folder {folder} is not there; bring it back or make it anew, then resume',
  isPicture:
    '{path} is a picture by its name; predict reads pictures, and an animation can be recorded once it is saved as a video (MP4)',
  noVideoName:
    '{path} is no video by its name; expected one such as .mp4, .mov or .mkv, or a folder of videos or pictures',
  notRegular: '{path} cannot be read: it is {reason}',
  nothingIn: 'there is no video and no picture in {folder}',
  nothingButSkipped: 'there is no video and no picture in {folder}; {path} is left out: {reason}',
  notSaved: 'its state is not saved yet: {problem}',
  entryDamaged: 'its entry in the database is damaged; take it off the list and add the clip again',
  cannotResume: '{source} is {state, select, other {{state}}}; only what stopped or failed goes on',
} as const;
