import type { frame as en } from '../en/frame.ts';
import type { Catalog } from '../../../messages/translate.ts';
import { views } from './views.ts';

export const frame = {
  views,
  navigation: 'Ansichten',
  palette: {
    title: 'Befehle',
    placeholder: 'Befehle, Datensätze und Modelle suchen',
    none: 'Keine Treffer für „{search}“',
    groups: {
      recent: 'Zuletzt verwendet',
      go: 'Gehe zu',
      do: 'Aktionen',
      data: 'Datensätze',
      models: 'Modelle',
      settings: 'Einstellungen',
    },
    goTo: 'Gehe zu: {view}',
    addData: 'Datensatz hinzufügen',
    newExperiment: 'Neues Experiment',
    importWeights: 'Veröffentlichte Gewichte importieren',
    theme: {
      system: 'Design des Systems verwenden',
      light: 'Helles Design verwenden',
      dark: 'Dunkles Design verwenden',
    },
    keys: { move: 'bewegen', pick: 'auswählen', close: 'schließen' },
    words: {
      addData: 'import importieren ordner bilder',
      newExperiment: 'training trainieren lauf starten',
      importWeights: 'vgg resnet vortrainiert',
      theme: 'farbe darstellung modus',
    },
  },
  status: {
    label: 'Status',
    noEngine: 'Keine Engine geladen',
    queued: '{n, number} in der Warteschlange',
    idle: 'Keine laufenden Aufgaben',
    free: '{bytes} frei',
    memory: '{bytes} belegt',
    freeTitle: 'Freier Speicherplatz für Läufe',
    memoryTitle: 'Von Demiface belegter Arbeitsspeicher',
    running: 'Läuft: {title}',
    noCameras: 'Keine Kamera an',
    oneCamera: 'Kamera an',
    cameras: '{on, number} von {all, number} Kameras an',
  },
  core: {
    starting: 'Wird gestartet',
    restarting:
      'Der Hintergrunddienst wurde beendet und startet neu. Gespeicherte Daten sind nicht betroffen.',
    failed: {
      title: 'Der Hintergrunddienst startet nicht',
      data: 'Ihre Datensätze, Läufe und Modelle auf der Festplatte sind nicht betroffen. Ein unterbrochenes Training wird ab dem letzten Checkpoint fortgesetzt.',
      button: 'Neu starten',
    },
    corrupt: {
      title: 'Die Datenbank von Demiface ist beschädigt',
      data: 'Sie enthält Ihre Einstellungen, die Liste der Datensätze, Korrekturen und den Verlauf der Läufe. Bilder, Dateien der Läufe und Modelle liegen an anderer Stelle und sind nicht betroffen. Jeden Tag wird eine Sicherung erstellt. Die Reparatur legt die beschädigte Datei beiseite und stellt die letzte intakte Sicherung wieder her.',
      button: 'Aus Sicherung reparieren',
    },
    mismatch: {
      title: 'Diese Datenbank gehört zu einer neueren Version von Demiface',
      data: 'Eine neuere Version hat sie geöffnet und umgewandelt. Diese Version verändert sie nicht, es geht also nichts verloren. Installieren Sie wieder die neuere Version, oder starten Sie diese mit einem anderen Ordner.',
      button: 'Erneut versuchen',
    },
    busy: {
      title: 'Die Daten von Demiface werden bereits verwendet',
      data: 'Ein anderes Demiface (ein Fenster oder demiface serve) verwendet denselben Ordner. Nur eines kann an der Warteschlange arbeiten. Es geht nichts verloren: Beenden Sie das andere, und versuchen Sie es erneut.',
      button: 'Erneut versuchen',
    },
    details: 'Details',
    repaired: 'Repariert',
  },
  pageEnded: {
    text: 'Die Seite wurde beendet und neu geladen',
    detail:
      'Die zuletzt geöffnete Ansicht ist wieder da. Das Training lief weiter; eingeschaltete Kameras starten erneut.',
  },
  toasts: 'Meldungen',
} satisfies Catalog<typeof en>;
