const ENDINGS = /\.(jpe?g|jfif|png|webp|gif|tiff?|bmp|avif)$/i;

/** By its name alone: what it really is shows when it is read. */
export function isPictureFile(path: string): boolean {
  return ENDINGS.test(path);
}

const VIDEO_ENDINGS = /\.(mp4|m4v|mov|mkv|webm|avi|wmv|mpe?g|mts|ogv|y4m|mjpe?g)$/i;

/** By its name alone, as with pictures. */
export function isVideoFile(path: string): boolean {
  return VIDEO_ENDINGS.test(path);
}
