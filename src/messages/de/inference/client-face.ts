import type { clientFace as en } from '../../en/inference/client-face.ts';
import type { Catalog } from '../../translate.ts';

export const clientFace = {
  noAverage:
    'In der Modellkarte von {name} fehlt das mittlere Neutral der Modellauswahl; kalibrieren Sie das Modell neu, oder fahren Sie ohne neutrale Phase fort',
  fewReadings:
    'Gefunden wurden {found} brauchbare Vorhersagen des neutralen Gesichts, erwartet werden {expected}; wiederholen Sie die neutrale Phase',
  noModel:
    'Kein Ausdrucksmodell liest Gesichter, von denen der Teil {visible, select, upper {oben} lower {unten} other {{visible}}} sichtbar ist; wählen Sie zuerst ein Modell',
  gone: 'Der letzte Frame zeigt dieses Gesicht nicht; wählen Sie eines, das jetzt zu sehen ist',
} satisfies Catalog<typeof en>;
