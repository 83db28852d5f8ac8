import type { weights as en } from '../../en/training/weights.ts';
import type { Catalog } from '../../translate.ts';

export const weights = {
  otherClasses: '{path}: {layer} hat {classes} Klassen, erwartet werden {expected}',
  lacks: '{path} enthält {layer} nicht: abgeschnitten oder von einem anderen Netz',
  otherShape: '{path}: {layer} hat die Form {shape}, erwartet wird {expected}: Gewichte eines anderen Netzes',
  notFinite: '{path}: {layer} enthält Zahlen, die nicht endlich sind',
  stopped: 'Angehalten; nichts wurde importiert',
  ending: '{path}: erwartet werden Gewichte mit der Endung .mat (MatConvNet) oder .h5 (Keras)',
  noMean: '{path} enthält kein mittleres Bild (meta.normalization.averageImage) mit drei Kanälen',
  noHdf5: '{path} ist keine HDF5-Datei: die ersten Bytes sind andere',
  cutShort: '{path} ist beschädigt oder abgeschnitten ({detail}): laden Sie die Datei erneut herunter',
  noLayerNames:
    '{path} hat kein Attribut layer_names; erwartet werden Gewichte, wie Keras sie speichert (.h5)',
  namesWithout: '{path} nennt {name}, enthält es aber nicht: laden Sie die Datei erneut herunter',
  damagedShape: '{path} ist beschädigt ({shape} Zahlen in {size} Byte): laden Sie die Datei erneut herunter',
  dagNn: '{path} enthält ein DagNN-Netz; gelesen wird nur SimpleNN von MatConvNet',
  noLayers: '{path} enthält {found}; erwartet wird die Variable layers eines Netzes von MatConvNet',
  importAgain: '{file} ist beschädigt ({why}): importieren Sie die veröffentlichten Gewichte erneut',
  otherCount:
    '{what}: {name} enthält {found} Zahlen, erwartet werden {expected} für {net} mit Bildern von {width}×{height} Pixeln',
  otherNet: '{path} enthält keine Gewichte von {net}: die Schichten sind {layers}',
  looksLike:
    '{path} enthält keine Gewichte von {net}: die Schichten sind {layers}; die Datei sieht aus wie {what}: geben Sie --as {other} an',
  damaged: '{path} ist beschädigt ({detail}): laden Sie die Datei erneut herunter',
  matlab73:
    '{path} ist eine Datei von MATLAB 7.3; laden Sie sie in MATLAB und speichern Sie sie erneut mit -v7',
  noMat: '{path} ist keine MATLAB-Datei (Level 5): die ersten Bytes sind andere',
  bigEndian: '{path} wurde auf einem Big-Endian-Rechner geschrieben und wird nicht gelesen',
} satisfies Catalog<typeof en>;
