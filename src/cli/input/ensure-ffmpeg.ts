import { isVideoFile } from '../../common/pictures/picture-files.ts';
import type { CodedMessage } from '../../messages/message.ts';
import { ensurePrograms, FFMPEG } from '../../training/engine/system-packages.ts';

/**
 * Makes sure that ffmpeg is there where one of these files is a video.
 * @throws DemifaceError as `ensurePrograms`
 */
export async function ensureFfmpeg(
  files: readonly string[],
  note: (message: CodedMessage) => void,
): Promise<void> {
  if (files.some(isVideoFile)) await ensurePrograms(FFMPEG, note);
}
