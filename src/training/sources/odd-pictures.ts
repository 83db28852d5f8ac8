import { isPictureFile } from '../../common/pictures/picture-files.ts';
import type { PictureFacts } from './decode.ts';

/** Pictures that can be read but are worth a look, by path. */
export interface OddPictures {
  cmyk: string[];
  exifTurned: string[];
  /** A side below 32 pixels. */
  verySmall: string[];
  /** A side above 4,000 pixels. */
  veryLarge: string[];
  /** Another format than its file name's ending. */
  misnamed: string[];
}

const SMALL_PX = 32;
const LARGE_PX = 4000;

const ENDINGS: Readonly<Record<string, RegExp>> = {
  jpeg: /\.(p?jpe?g|jpe|jfif|pjp)$/i,
  tiff: /\.tiff?$/i,
};

export function oddPictures(facts: ReadonlyMap<string, PictureFacts>): OddPictures {
  const where = (odd: (facts: PictureFacts, file: string) => boolean): string[] =>
    [...facts].flatMap(([file, one]) => (odd(one, file) ? [file] : [])).sort();
  return {
    cmyk: where(({ cmyk }) => cmyk),
    exifTurned: where(({ exifTurned }) => exifTurned),
    verySmall: where(({ width, height }) => Math.min(width, height) < SMALL_PX),
    veryLarge: where(({ width, height }) => Math.max(width, height) > LARGE_PX),
    misnamed: where(
      ({ format }, file) =>
        isPictureFile(file) && !(ENDINGS[format] ?? new RegExp(`\\.${format}$`, 'i')).test(file),
    ),
  };
}
