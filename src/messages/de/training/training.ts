import type { training as en } from '../../en/training/training.ts';
import type { Catalog } from '../../translate.ts';

export const training = {
  tooFewPictures:
    'Gefunden wurden {train} Bilder zum Trainieren und {selection} zur Modellauswahl; es werden mehr benötigt',
  fewClasses:
    'Die Trainingsbilder zeigen {found} von {classes} Klassen, ein Klassifikator braucht mindestens zwei',
  noEnsemblePictures: 'Keine Bilder ({set}) für das Ensemble',
  embeddingDiverged:
    'Zahl {n} der Embeddings ist im Mittel {mean}, erwartet wird eine Zahl: der Schüler ist divergiert',
  noCommonPicture: 'Es gibt kein Bild, das beide Modelle gelesen haben',
  emptySplit: 'Die Teilmenge {split} enthält keine Bilder; der Datensatz hat {found}',
  nothingToCompare: 'Keine Bilder zum Vergleichen: die Teilmenge ist leer',
  nothingToEvaluate: 'Keine Bilder zum Auswerten: die Teilmenge ist leer',
  nothingToCalibrate: 'Keine Bilder, um die Temperatur anzupassen',
  rowsCutOff: '{path} endet mitten in einer Zeile von Zahlen; löschen Sie die Datei und beginnen Sie erneut',
  tooSmall:
    'Bilder von {width}×{height} Pixeln sind zu klein für {net}: hinter der Schicht {layer} bleibt nichts übrig',
  takenOver:
    '{what} wurde von einem anderen Rechner übernommen, während dieser stillstand ({folder}); starten Sie erneut, um darauf zu warten',
  otherStage: '{path} gehört zu einer anderen Stufe; löschen Sie es, um neu zu beginnen',
  checkpointDamaged:
    'Der Checkpoint {path} ist beschädigt ({error}); löschen Sie ihn, um diese Stufe neu zu beginnen',
  finishedDamaged:
    'Die abgeschlossene Stufe {kind} ist beschädigt: {problem}; löschen Sie den Ordner {folder} und starten Sie erneut, um sie neu zu trainieren',
  oneClass: 'Die Trainingsbilder zeigen nur {label}; es werden mindestens zwei Klassen benötigt',
  noClass: 'Die Trainingsbilder zeigen keine Klasse; es werden mindestens zwei Klassen benötigt',
  threadFailed: 'Der Thread, der die Bilder vorbereitet, ist ausgefallen: {error}',
  threadEnded: 'Der Thread, der die Bilder vorbereitet, wurde beendet (Exit-Code {code})',
  noCommonClass: 'die Bilder zeigen {found}; das Modell erkennt {labels}, nichts davon',
  outTaken:
    '{folder} gibt es schon, mit einem anderen Modell oder anderen Dateien; bitte einen anderen Ort nennen',
  stoppedLearning:
    'Die Stufe {kind} von {preset} lernt nicht mehr: {isNumber, select, no {Gewichte oder Loss sind keine Zahlen mehr} other {Loss {loss}}} in Epoche {epoch}, Schritt {step}; {kept, plural, =0 {keine Epoche wurde abgeschlossen} other {der Checkpoint von Epoche {kept} bleibt erhalten}}; verringern Sie die Lernrate (--set {kind}.schedule.{key}=…)',
  divergedPrediction:
    'Die Vorhersage für Bild {picture} ist {value}, erwartet wird eine Zahl; das Modell ist divergiert: trainieren Sie es erneut mit kleinerer Lernrate',
  predictionCount: '{labels} Labels, aber {predictions} Vorhersagen',
  classOfRow: 'Klasse {label} in Zeile {row}, erwartet wird 0 … {last}',
  classOfPicture: 'Klasse {label} bei Bild {picture}, erwartet wird 0 … {last}',
  embeddingCount:
    '{n} Embeddings ({set, select, training {Training} other {Modellauswahl}}) für {labels} Labels',
  embeddingWidth: 'Embeddings des Trainings aus {training} Zahlen, die der Modellauswahl aus {selection}',
  groupCount: '{n} Gruppen der Art {kind} für {pictures} Bilder',
  copyCount: 'inTraining hat {n} Bilder, erwartet werden {expected}',
  scoreCount: '{n} Werte für {pictures} Bilder und {classes} Klassen, erwartet werden {expected}',
  noFigures: 'Keine Werte für irgendeinen Seed',
  pairedCount: '{first} Vorhersagen neben {second}',
  epochBusy: 'Eine Epoche dieser Batches wird bereits gelesen',
  batchesClosed: 'Die Batches wurden geschlossen',
  endsEarly: 'er endet zu früh',
  noCheckpoint: 'er beginnt nicht wie ein Checkpoint',
  otherChecksum: 'die Prüfsumme weicht ab',
  noHeader: 'der Kopf kann nicht gelesen werden',
} satisfies Catalog<typeof en>;
