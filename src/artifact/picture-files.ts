const ENDINGS = /\.(jpe?g|jfif|png|webp|gif|tiff?|bmp|avif)$/i;

/** By its name alone: what it really is shows when it is read. */
export function isPictureFile(path: string): boolean {
  return ENDINGS.test(path);
}
