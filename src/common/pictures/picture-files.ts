import type { CodedMessage } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';

const ENDINGS = /\.(jpe?g|jpe|jfif|pjpe?g|pjp|png|webp|gif|tiff?|bmp|avif)$/i;

/** By its name alone: what it really is shows when it is read. */
export function isPictureFile(path: string): boolean {
  return ENDINGS.test(path);
}

const VIDEO_ENDINGS = /\.(mp4|m4v|mov|mkv|webm|avi|wmv|mpe?g|mts|m2ts?|ogv|y4m|mjpe?g)$/i;

/** By its name alone, as with pictures; `isTextFile` finds the text that has such a name. */
export function isVideoFile(path: string): boolean {
  return VIDEO_ENDINGS.test(path) || /\.ts$/i.test(path);
}

/** Containers that nobody tried here, and bare streams of recorders, which hold no times. */
const UNREAD_VIDEO =
  /\.(flv|f4v|3gpp?|3g2|trp|tod|vob|evo|m1v|m2v|mpv|asf|rm|rmvb|divx|mxf|dv|nut|wtv|nsv|amv|h26[1345]|26[45]|avc|hevc|ivf|obu|av1|vc1|dav)$/i;

/** Video and sound by the names that are not read. */
const UNREAD_CLIPS: readonly (readonly [RegExp, CodedMessage])[] = [
  [UNREAD_VIDEO, message('skipped.otherVideo')],
  [/\.(mp3|m4a|m4b|aac|wav|flac|ogg|oga|opus|wma|aiff?|amr|mka)$/i, message('skipped.sound')],
];

export const SKIPPED_VIDEO = message('skipped.video');
const UNREAD: readonly (readonly [RegExp, CodedMessage])[] = [
  [VIDEO_ENDINGS, SKIPPED_VIDEO],
  [/\.(hei[cfs]|hif)$/i, message('skipped.otherFormat', { format: 'HEIC' })],
  [/\.(jp2|j2[kc]|jp[cfxm])$/i, message('skipped.otherFormat', { format: 'JPEG 2000' })],
  [/\.jxl$/i, message('skipped.otherFormat', { format: 'JPEG XL' })],
  [/\.(cr[23w]|nef|nrw|arw|sr2|dng|orf|rw2|raf|pef|srw|3fr|raw)$/i, message('skipped.cameraRaw')],
  [
    /\.(apng|psd|psb|xcf|svgz?|ico|tga|p[bgnp]m|pam|exr|hdr|dds|eps|wmf|emf|jxr|wdp|dcm|fits?)$/i,
    message('skipped.otherPicture'),
  ],
  [UNREAD_VIDEO, SKIPPED_VIDEO],
];

/** Why a file that is a picture or a video by its name is not read among pictures; undefined for any other file, and for `.ts`. */
export function unsupportedKind(path: string): CodedMessage | undefined {
  return UNREAD.find(([ending]) => ending.test(path))?.[1];
}

/** Why a file that is sound, or a video of a kind that is not read, is left out; undefined for any other file. */
export function unsupportedClipKind(path: string): CodedMessage | undefined {
  return UNREAD_CLIPS.find(([ending]) => ending.test(path))?.[1];
}

/** Why a picture, an animation, sound or an unread video is not read among videos; undefined for any other file. */
export function nonVideoKind(path: string): CodedMessage | undefined {
  if (/\.(gif|apng)$/i.test(path)) return message('skipped.animation');
  const isPicture = isPictureFile(path) || unsupportedKind(path) !== undefined;
  return unsupportedClipKind(path) ?? (isPicture ? message('skipped.picture') : undefined);
}
