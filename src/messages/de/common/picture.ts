import type { picture as en } from '../../en/common/picture.ts';
import type { Catalog } from '../../translate.ts';

export const picture = {
  empty: 'leere Datei',
  none: 'kein Bild',
  damaged: 'abgeschnitten oder beschädigt',
  tooManyPixels: 'zu viele Pixel',
  tooLong: 'eine Seite von mehr als 65.535 Pixeln',
  tooMuchMemory:
    'zu groß: {megapixels} Megapixel als {format} brauchen beim Dekodieren {gigabytes, number, ::.0} GB, höchstens 0,8 GB werden verwendet; bitte kleiner speichern',
  animation: 'Animation; bitte als Video (MP4) oder jedes Bild einzeln speichern',
  animationOf: 'Animation aus {n} Bildern; bitte als Video (MP4) oder jedes Bild einzeln speichern',
  asPng: '{format} wird nicht gelesen; bitte als PNG speichern',
  asTiff: '{format} wird nicht gelesen; bitte als TIFF oder PNG speichern',
  photoshop: 'Photoshop-Dateien werden nicht gelesen; bitte als JPEG oder PNG speichern',
  pdf: 'PDF, kein Bild',
  tiffPages: 'TIFF mit {n} Seiten; bitte jede als eigenes Bild speichern',
  tiffColors:
    'TIFF mit {color, select, unknown {unbekannten Farben} other {Farben in {color}}}; bitte als RGB oder Graustufen speichern',
  tiffFloat: 'TIFF mit Werten in 32 Bit oder Gleitkomma; bitte mit 8 oder 16 Bit speichern',
  tiffSigned: 'TIFF mit vorzeichenbehafteten Werten; bitte ohne Vorzeichen mit 8 oder 16 Bit speichern',
  tiffBits: 'TIFF mit Werten in {bits} Bit; bitte mit 8 oder 16 Bit speichern',
  unknownKind: '{format} von unbekannter Art',
  boxOutside: 'mehr als die Hälfte des Gesichtsrahmens liegt außerhalb des Bildes',
  notSquare: '{n} Pixel, die kein Quadrat ergeben ({where})',
  noByte: 'ein Pixel ist keine Zahl von 0 bis 255 ({where})',
  tooLarge: 'größer als 128 MB',
  folder: 'Ordner, keine Datei',
  gone: 'nicht vorhanden',
  goneOfName:
    'nicht vorhanden; Namen, die kein gültiges UTF-8 sind, lassen sich nicht öffnen, bitte umbenennen',
  inArchive: 'im Archiv beschädigt ({reason})',
  faceBytes: 'Gesicht {face} hat {found} Byte, erwartet werden {size} × {size} × {channels}',
} satisfies Catalog<typeof en>;
