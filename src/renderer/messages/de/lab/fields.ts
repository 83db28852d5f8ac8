import type { fields as en } from '../../en/lab/fields.ts';
import type { Catalog } from '../../../../messages/translate.ts';

export const fields = {
  batchSize: { title: 'Batchgröße', meaning: 'Anzahl der Bilder pro Trainingsschritt.', unit: 'Bilder' },
  limitPictures: {
    title: 'Bilderlimit',
    meaning: 'Höchstzahl der Trainingsbilder, nach Seed gezogen. Leer: alle.',
    unit: 'Bilder',
  },
  choosing: {
    title: 'Modellauswahl',
    meaning:
      'Welche Bilder das Modell auswählen, wenn eine Testmenge berichtet wird: die Validierungsmenge oder ein Zehntel von Training und Validierung zusammen.',
    unit: '',
  },
  inputSize: {
    title: 'Eingabegröße',
    meaning: 'Seitenlänge des quadratischen Bildes, das das Netz erhält.',
    unit: 'Pixel',
  },
  'half.inputSize': {
    title: 'Eingabegröße der Hälfte',
    meaning: 'Seitenlänge des quadratischen Bildes, dessen sichtbare Hälfte die Schüler sehen.',
    unit: 'Pixel',
  },
  color: { title: 'Farbe', meaning: 'Ob das Netz Graustufen- oder Farbbilder erhält.', unit: '' },
  'scaling.mean': {
    title: 'Skalierung: Mittelwert',
    meaning: 'Wird von jedem Pixel abgezogen; Rot, Grün, Blau.',
    unit: '0 … 255',
  },
  'scaling.std': {
    title: 'Skalierung: Standardabweichung',
    meaning: 'Danach wird jeder Pixel dadurch geteilt; Rot, Grün, Blau.',
    unit: '0 … 255',
  },
  epochs: { title: 'Epochen', meaning: 'Anzahl der Durchläufe durch die Trainingsbilder.', unit: 'Epochen' },
  targets: {
    title: 'Zielwerte',
    meaning: 'Was gelernt wird: das Label, die Anteile der Stimmen oder eine Verteilung um das Alter.',
    unit: '',
  },
  dropout: {
    title: 'Dropout',
    meaning: 'Anteil der Aktivierungen vor den letzten Schichten, der in jedem Schritt zufällig entfällt.',
    unit: '0 … 1',
  },
  labelSmoothing: {
    title: 'Label-Glättung',
    meaning: 'Anteil des Zielwerts, der gleichmäßig auf alle Klassen verteilt wird. Leer: keiner.',
    unit: '0 … 1',
  },
  start: { title: 'Startgewichte', meaning: 'Zufällige Gewichte oder die der vorherigen Stufe.', unit: '' },
  startFrom: {
    title: 'Veröffentlichte Gewichte',
    meaning: 'Die veröffentlichten Gewichte, mit denen der Lehrer startet, falls sie importiert wurden.',
    unit: '',
  },
  choose: {
    title: 'Behaltene Gewichte',
    meaning: 'Die der letzten Epoche oder der Epoche mit dem besten Ergebnis auf der Modellauswahlmenge.',
    unit: '',
  },
  lambda: {
    title: 'λ',
    meaning:
      'Anteil des Triplett-Loss; der Rest ist der Loss auf den Labels. Jeder Wert einer Liste wird ausprobiert.',
    unit: '0 … 1',
  },
  margin: {
    title: 'Abstand α',
    meaning:
      'Wie viel weiter entfernt das Negativbeispiel sein muss als das Positivbeispiel. Jeder Wert einer Liste wird ausprobiert.',
    unit: '',
  },
  share: {
    title: 'Durchsuchter Anteil',
    meaning:
      'Anteil der Trainingsbilder, in dem die schwierigsten Beispiele gesucht werden, in jeder Epoche neu gezogen.',
    unit: '0 … 1',
  },
  members: { title: 'Mitglieder', meaning: 'Die Schüler, deren Embeddings verkettet werden.', unit: '' },
  penalty: {
    title: 'Strafterm C',
    meaning:
      'Kosten eines Fehlers in der linearen Ausgabeschicht; behalten wird der Wert mit dem besten Ergebnis auf der Modellauswahlmenge.',
    unit: '',
  },
  'optimizer.kind': {
    title: 'Optimierer',
    meaning: 'Wie Gradienten die Gewichte ändern: SGD mit Momentum oder Adam.',
    unit: '',
  },
  'optimizer.momentum': {
    title: 'Momentum',
    meaning: 'Anteil der letzten Änderung, der zur nächsten hinzukommt.',
    unit: '0 … 1',
  },
  'optimizer.nesterov': {
    title: 'Nesterov',
    meaning: 'Ob der Gradient einen Schritt voraus berechnet wird.',
    unit: '',
  },
  'optimizer.weightDecay': {
    title: 'Gewichtsabnahme',
    meaning: 'Zieht jedes Gewicht zur Null und hält die Gewichte klein.',
    unit: '',
  },
  'optimizer.beta1': {
    title: 'β₁',
    meaning: 'Abklingrate des Mittelwerts der Gradienten in Adam.',
    unit: '0 … 1',
  },
  'optimizer.beta2': {
    title: 'β₂',
    meaning: 'Abklingrate der Varianz der Gradienten in Adam.',
    unit: '0 … 1',
  },
  'optimizer.epsilon': { title: 'ε', meaning: 'Verhindert in Adam eine Division durch null.', unit: '' },
  'schedule.kind': {
    title: 'Verlauf',
    meaning: 'Verlauf der Lernrate: konstant, bei Stillstand gesenkt oder ein Zyklus auf und ab.',
    unit: '',
  },
  'schedule.rate': { title: 'Lernrate', meaning: 'Anfängliche Schrittweite der Gewichte.', unit: '' },
  'schedule.factor': {
    title: 'Faktor',
    meaning: 'Damit wird die Lernrate bei Stillstand multipliziert.',
    unit: '0 … 1',
  },
  'schedule.patience': {
    title: 'Geduld',
    meaning: 'Epochen ohne Verbesserung, bevor die Lernrate gesenkt wird.',
    unit: 'Epochen',
  },
  'schedule.floor': { title: 'Kleinste Lernrate', meaning: 'Die Lernrate fällt nie darunter.', unit: '' },
  'schedule.peak': {
    title: 'Höchste Lernrate',
    meaning: 'Schrittweite der Gewichte am Höchstpunkt der Lernrate.',
    unit: '',
  },
  'schedule.warmupShare': {
    title: 'Aufwärmanteil',
    meaning: 'Anteil aller Schritte, in denen die Lernrate steigt.',
    unit: '0 … 1',
  },
  'schedule.startFactor': {
    title: 'Startfaktor',
    meaning: 'Die Lernrate beginnt bei diesem Anteil ihres Höchstwerts.',
    unit: '0 … 1',
  },
  'schedule.endFactor': {
    title: 'Endfaktor',
    meaning: 'Die Lernrate endet bei diesem Anteil ihres Höchstwerts.',
    unit: '0 … 1',
  },
  'augmentation.rotationDeg': {
    title: 'Drehung',
    meaning: 'Größte Drehung eines Bildes in beide Richtungen.',
    unit: '°',
  },
  'augmentation.scale': {
    title: 'Skalierung',
    meaning: 'Größter Anteil, um den ein Bild vergrößert oder verkleinert wird.',
    unit: '0 … 1',
  },
  'augmentation.shift': {
    title: 'Verschiebung',
    meaning: 'Größte Verschiebung als Anteil der Bildseite.',
    unit: '0 … 1',
  },
  'augmentation.flip': {
    title: 'Spiegelung',
    meaning: 'Anteil der Bilder, der gespiegelt wird.',
    unit: '0 … 1',
  },
  'augmentation.brightness': {
    title: 'Helligkeit',
    meaning: 'Größter Anteil, um den ein Bild heller oder dunkler wird.',
    unit: '0 … 1',
  },
  'augmentation.contrast': {
    title: 'Kontrast',
    meaning: 'Größter Anteil, um den der Kontrast steigt oder sinkt.',
    unit: '0 … 1',
  },
  'occlusion.style': {
    title: 'Art der Verdeckung',
    meaning:
      'Die verdeckte Hälfte ist schwarz, von einer gezeichneten VR-Brille oder Maske bedeckt, oder beides gemischt.',
    unit: '',
  },
  'occlusion.drawnShare': {
    title: 'Anteil gezeichneter Verdeckungen',
    meaning: 'Bei gemischter Verdeckung: Anteil mit gezeichneter VR-Brille oder Maske. Leer: die Hälfte.',
    unit: '0 … 1',
  },
  'distillation.lambda': {
    title: 'λ',
    meaning:
      'Anteil des Destillations-Loss; der Rest ist der Loss auf den Labels. Jeder Wert einer Liste wird ausprobiert.',
    unit: '0 … 1',
  },
  'distillation.temperature': {
    title: 'Temperatur τ',
    meaning:
      'Glättet die Ausgaben des Lehrers; über 1 zählen unwahrscheinlichere Klassen mehr. Jeder Wert einer Liste wird ausprobiert.',
    unit: '',
  },
} satisfies Catalog<typeof en>;
