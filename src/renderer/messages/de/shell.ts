import type { shell as en } from '../en/shell.ts';
import type { Catalog } from '../../../messages/translate.ts';
import { views } from './views.ts';

export const shell = {
  menu: {
    file: 'Datei',
    addData: 'Datensatz hinzufügen…',
    newExperiment: 'Neues Experiment…',
    close: 'Fenster schließen',
    quit: 'Beenden',
    edit: 'Bearbeiten',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    delete: 'Löschen',
    selectAll: 'Alles auswählen',
    view: 'Ansicht',
    commands: 'Befehle…',
    views,
    resetZoom: 'Originalgröße',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    leaveKiosk: 'Kioskmodus beenden',
    fullScreen: 'Vollbild',
    developerTools: 'Entwicklerwerkzeuge',
    window: 'Fenster',
    minimize: 'Minimieren',
  },
  training: {
    ended: 'Training beendet',
    stopped: 'Training unterbrochen',
    stoppedWhy: '{name}: {why}',
  },
  quit: {
    message: 'Ein Training läuft',
    detail:
      'Wenn Sie Demiface jetzt beenden, hält das Training beim letzten Schritt an und wird beim nächsten Start fortgesetzt.',
    keep: 'Weiter trainieren',
    minimize: 'Minimieren',
    quit: 'Anhalten und beenden',
  },
  quitSession: {
    message: 'Eine Sitzung ist offen',
    detail:
      'Wenn Sie Demiface jetzt beenden, enden Messung und Streams. Die Sitzung kann innerhalb von zwölf Stunden wiederaufgenommen werden.',
    keep: 'Sitzung fortsetzen',
    minimize: 'Minimieren',
    quit: 'Beenden',
  },
  crash: {
    message: 'Das Fenster stürzt wiederholt ab',
    detail:
      'Es wurde innerhalb von zehn Minuten {n, number}-mal beendet ({reason}). Training und Videoauswertung laufen im Hintergrunddienst weiter; Kameras sind aus.',
    reload: 'Fenster neu laden',
    quit: 'Beenden',
  },
  cannotStart: 'Demiface kann nicht starten',
} satisfies Catalog<typeof en>;
