const ENDINGS = /\.(jpe?g|jpe|jfif|pjpe?g|pjp|png|webp|gif|tiff?|bmp|avif)$/i;

/** By its name alone: what it really is shows when it is read. */
export function isPictureFile(path: string): boolean {
  return ENDINGS.test(path);
}

const VIDEO_ENDINGS = /\.(mp4|m4v|mov|mkv|webm|avi|wmv|mpe?g|mts|ogv|y4m|mjpe?g)$/i;

/** By its name alone, as with pictures. */
export function isVideoFile(path: string): boolean {
  return VIDEO_ENDINGS.test(path);
}

/** Containers that nobody tried here, and bare streams of recorders, which hold no times. */
const UNREAD_VIDEO =
  /\.(flv|f4v|3gpp?|3g2|m2ts|m2t|trp|tod|vob|evo|m1v|m2v|mpv|asf|rm|rmvb|divx|mxf|dv|nut|wtv|nsv|amv|h26[1345]|26[45]|avc|hevc|ivf|obu|av1|vc1|dav)$/i;

const AS_MP4 = 'save it as MP4';
export const UNREAD_CLIP = `this kind of video is not read; ${AS_MP4}`;
/** Video and sound by the names that are not read. */
const UNREAD_CLIPS: readonly (readonly [RegExp, string])[] = [
  [UNREAD_VIDEO, UNREAD_CLIP],
  [/\.(mp3|m4a|m4b|aac|wav|flac|ogg|oga|opus|wma|aiff?|amr|mka)$/i, 'sound, not a video'],
];

export const NO_PICTURE = 'a video, not a picture';
const AS_JPEG = 'save it as JPEG or PNG';
const UNREAD: readonly (readonly [RegExp, string])[] = [
  [VIDEO_ENDINGS, NO_PICTURE],
  [/\.(hei[cfs]|hif)$/i, `HEIC is not read; ${AS_JPEG}`],
  [/\.(jp2|j2[kc]|jp[cfxm])$/i, `JPEG 2000 is not read; ${AS_JPEG}`],
  [/\.jxl$/i, `JPEG XL is not read; ${AS_JPEG}`],
  [
    /\.(cr[23w]|nef|nrw|arw|sr2|dng|orf|rw2|raf|pef|srw|3fr|raw)$/i,
    `camera raw files are not read; ${AS_JPEG}`,
  ],
  [
    /\.(apng|psd|psb|xcf|svgz?|ico|tga|p[bgnp]m|pam|exr|hdr|dds|eps|wmf|emf|jxr|wdp|dcm|fits?)$/i,
    `this kind of picture is not read; ${AS_JPEG}`,
  ],
  [UNREAD_VIDEO, NO_PICTURE],
];

/** Why a file that is a picture or a video by its name is not read among pictures; undefined for any other file. */
export function unsupportedKind(path: string): string | undefined {
  return UNREAD.find(([ending]) => ending.test(path))?.[1];
}

/** Why a file that is sound, or a video of a kind that is not read, is left out; undefined for any other file. */
export function unreadVideo(path: string): string | undefined {
  return UNREAD_CLIPS.find(([ending]) => ending.test(path))?.[1];
}

/** Why a picture, an animation, sound or an unread video is not read among videos; undefined for any other file. */
export function notAmongVideos(path: string): string | undefined {
  if (/\.(gif|apng)$/i.test(path)) return `a picture or an animation, not a video; ${AS_MP4}`;
  const isPicture = isPictureFile(path) || unsupportedKind(path) !== undefined;
  return unreadVideo(path) ?? (isPicture ? 'a picture, not a video' : undefined);
}
