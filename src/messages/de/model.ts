import type { model as en } from '../en/model.ts';
import type { Catalog } from '../translate.ts';

export const model = {
  onnxAlone: '{path} enthält das Netz nur als ONNX; seine Gewichte fehlen',
  problem: '{file}: {problem}',
  none: 'Kein Modell in {path}: erwartet wird ein Ordner mit {manifest}',
  unnamed: '{file} ist beschädigt: {name} ist nicht darin aufgeführt',
  holdsNo: '{path} enthält kein {name}',
  checksum: '{file} ist beschädigt: die Prüfsumme weicht vom Manifest ab',
  unreadable: '{file} kann nicht gelesen werden: {error}',
  damaged: '{file} ist beschädigt: {problem}',
  size: '{file} hat {found} Byte, erwartet werden {expected}',
  noOcclusionClassifier: '{path} sagt {task} vorher; erwartet wird ein Verdeckungsklassifikator',
  notLoaded: '{file} kann nicht geladen werden: {error}',
  otherShape:
    '{file} nimmt Bilder von {size} Pixeln und gibt {outputs} Zahlen aus, laut Modellkarte {expectedSize} und {expectedOutputs}',
  otherOutputs:
    'Das Modell gibt {found} Zahlen aus, erwartet werden {expected} einfacher Genauigkeit; trainieren oder importieren Sie es erneut',
  notFinite: 'Das Modell gibt Zahlen aus, die nicht endlich sind; trainieren oder importieren Sie es erneut',
  notListed: 'Dieses Modell ist nicht in der Liste; laden Sie die Liste neu',
  hasNoClasses: '{name} sagt das Alter vorher und hat keine Klassen: lassen Sie die Klasse weg',
  noClass: '{name} hat keine Klasse {label}; seine Klassen sind {labels}',
  unknownNet: '{path}: unbekanntes Netz {net}; bekannt sind {known}',
  leftOut: '{name} ist beschädigt und wird nicht verwendet: {error}',
  noneUsable:
    'Kein Modell für {task, select, expression {Ausdruck} gender {Geschlecht} age {Alter} other {{task}}} ist verwendbar',
  instead: '{problem}; stattdessen wird {instead} verwendet',
  insteadNone: '{problem}; es gibt kein Modell, das stattdessen verwendet wird',
  nothingToTakeBack:
    'Vorher war kein anderes Modell live für {place}; es gibt nichts, wohin Sie zurückkehren könnten',
  fileGone: '{file} ist nicht vorhanden',
} satisfies Catalog<typeof en>;
