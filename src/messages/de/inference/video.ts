import type { video as en } from '../../en/inference/video.ts';
import type { Catalog } from '../../translate.ts';

export const video = {
  noProgram:
    'Zum Lesen von Videos wird {program} benötigt und ist nicht installiert: installieren Sie das Paket ffmpeg (apt install ffmpeg)',
  oldProgram: 'Zum Lesen von Videos wird ffmpeg 4.4 oder neuer benötigt, gefunden wurde {major}.{minor}',
  noFile: '{path} ist keine Datei; erwartet wird ein Video oder ein Ordner mit Bildern',
  noPictures: 'Keine Bilder in {path}',
  frameBytes:
    'Ein Frame von {width}×{height} im Format {format} hat {expected} Byte, gefunden wurden {found}',
  notRegular: '{file} ist keine gewöhnliche Datei; erwartet wird ein Video',
  none: '{file} enthält kein Video',
  stopped: 'Angehalten, bevor {file} gelesen war',
  tooLarge:
    '{file} hat Frames von {width}×{height} Pixeln, das ist zu groß: höchstens {megapixels} Megapixel werden gelesen (8K hat 33); speichern Sie das Video kleiner',
  undecodable: '{file} enthält kein Video, das sich dekodieren lässt: {complaint}',
  unreadable: '{file} kann nicht als Video gelesen werden: {reason}',
  indexMissing:
    'der Index fehlt, die Datei ist abgeschnitten oder wurde nie fertiggestellt; kopieren oder exportieren Sie sie erneut',
  listOfFiles:
    'es ist eine Liste anderer Dateien oder ein Format, das nicht gelesen wird; geben Sie die Videos selbst an, oder speichern Sie als MP4',
  noPicturesBut: 'Keine Bilder in {path}; {first} wird ausgelassen: {reason}',
  killed: 'ffmpeg wurde durch {signal} beendet, während es {file} las',
} satisfies Catalog<typeof en>;
