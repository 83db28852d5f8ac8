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
  // Why a name gives no model.
  noneIn:
    'Keine Modelle in {folders}: erwartet werden Modellordner, etwa ein Ordner mit Läufen von demiface train',
  noName: 'Kein Modell {name}: weder ein Ordner noch ein Name in {library}',
  noNameAnywhere:
    'Kein Modell {name}: weder ein Ordner noch ein Name in runs oder unter den mitgelieferten Modellen',
  severalNames: '{n} Modelle heißen {name}; geben Sie eines davon an: {names}',
  ofStage: '{name} ({stage})',
  differentChoice:
    '{n} Modelle für {what} wurden auf verschiedenen Bildern ausgewählt, daher sagen ihre Werte nicht, welches besser ist: {names}; geben Sie eines davon an oder einen Ordner mit je einem Modell pro Aufgabe',
  chosenOn: '{path} ({layout}, {n, number} Bilder)',
  // What is wrong with a card.
  ofCard: 'Modellkarte von {name}: {problem}',
  temperature: 'die Temperatur ist {value}, erwartet wird {least} bis {most}',
  cropScale:
    'der Ausschnitt ist {value}-mal so breit wie der Rahmen des Gesichts, erwartet wird {least} bis {most}',
  cropUp:
    'der Ausschnitt liegt {value} Breiten über dem Rahmen des Gesichts, erwartet wird {least} bis {most}',
  meanAge: 'das mittlere Alter ist {value} Jahre, erwartet wird {least} bis {most}',
  ageSpread: 'die Streuung des Alters ist {value} Jahre, erwartet wird {least} bis {most}',
  intervalEnd: 'das Altersintervall endet {value} Jahre über dem Wert, erwartet wird {least} bis {most}',
  intervalBegin: 'das Altersintervall beginnt {value} Jahre über dem Wert, erwartet wird {least} bis {most}',
  ageLabels: 'ein Altersmodell darf keine Labels haben, gefunden: {n}',
  noAgeScale: 'ein Altersmodell muss seine Skala angeben',
  ownLabels: 'gefundene Labels: {labels}; erwartet werden mindestens {least}, jedes einmal',
  noOwnLabels: 'keine Labels gefunden; erwartet werden mindestens {least}, jedes einmal',
  labelCount:
    '{n} Labels gefunden, erwartet werden {expected} für {task, select, expression {Ausdruck} gender {Geschlecht} occlusion {Verdeckung} other {{task}}}',
  noLabels:
    'keine Labels gefunden, erwartet werden {expected} für {task, select, expression {Ausdruck} gender {Geschlecht} occlusion {Verdeckung} other {{task}}}',
  labelOrder: 'Label {i} ist {label}, erwartet wird {expected}',
  foreignLabel:
    'Label {i} ist {label}, erwartet wird eines für {task, select, expression {Ausdruck} gender {Geschlecht} occlusion {Verdeckung} other {{task}}}',
  headWidth: 'die letzte Schicht ist {width} breit, laut Modellkarte hat das Modell {outputs} Ausgaben',
  noJson: 'es ist kein JSON',
  wrongForm: '{field}: {problem}',
  wrongWhole: 'das Ganze: {problem}',
  foreignOperation: 'es verwendet {operation}, was in keinem unserer Modelle vorkommt',
} satisfies Catalog<typeof en>;
