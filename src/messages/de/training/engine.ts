import type { engine as en } from '../../en/training/engine.ts';
import type { Catalog } from '../../translate.ts';

export const engine = {
  whole: 'TensorFlow ist vollständig; es gibt nichts zu reparieren.',
  ownInstaller: 'TensorFlow wird eingerichtet, zuerst mit dem Installationsprogramm des Pakets …',
  wheel:
    'Die Bibliothek kann hier nicht heruntergeladen werden; sie wird aus dem Python-Paket gebaut (etwa eine Minute) …',
  downloading: 'TensorFlow (274 MB) wird mit pip heruntergeladen …',
  unpacking: 'TensorFlow wird entpackt …',
  compiling: 'Die Anbindung wird übersetzt …',
  ready: 'TensorFlow ist bereit.',
  failed: 'TensorFlow kann nicht eingerichtet werden: {error}',
  running:
    '{engine} {version} ({device, select, gpu {GPU} other {CPU}}), {threads} {threads, plural, one {Thread} other {Threads}}',
  systemPackages: 'Systempakete werden installiert: {packages}',
  // Errors.
  unknown: 'DEMIFACE_ENGINE ist „{chosen}“, erwartet wird {engines}',
  none: 'Hier startet keine Engine: {reasons}',
  setUpStopped: 'Die Einrichtung der Engine wurde angehalten; starten Sie sie erneut',
  noLibrary:
    'Für {platform} {arch} konnte keine TensorFlow-Bibliothek geladen werden, und das Wheel gibt es nur für Linux x64',
  notLoading: 'Die TensorFlow-Anbindung wurde erstellt, lässt sich auf diesem Rechner aber nicht laden',
  buildFailed: 'Die TensorFlow-Engine konnte nicht erstellt werden: {error}',
  noWheel: 'pip hat kein TensorFlow-Wheel geladen',
  webgpuFailed: 'WebGPU ist ausgefallen: {error}',
  notStarting: 'Die Engine „{name}“ aus DEMIFACE_ENGINE startet nicht: {reason}',
  programsMissing: '{commands} nicht gefunden; installieren Sie mit: sudo {line}',
  programsNotInstalled:
    '{commands} nicht gefunden; installieren Sie mit: sudo {line} (die Installation schlug fehl: {error})',
  // Why this engine and not a better one.
  chosenByVariable: 'DEMIFACE_ENGINE gibt sie vor',
  noTensorFlow: 'kein TensorFlow ({reason}; {advice})',
  noWebGpu: 'kein WebGPU ({reason})',
  noWasm: 'kein WebAssembly ({reason})',
  cudaFound: 'TensorFlow hat ein CUDA-Gerät gefunden',
  noCuda: 'kein CUDA-Gerät gefunden',
  webGpuFound: 'WebGPU hat {adapter} gefunden',
  wasmEverywhere: 'WebAssembly läuft überall',
  install: 'führen Sie `demiface engine --install` aus',
  repair: 'führen Sie `demiface engine --install` aus, um es zu reparieren',
  libraryNotStarting: 'die Bibliothek startet nicht',
  libraryNotLoading: 'die Bibliothek lässt sich nicht laden: {error}',
  softwareAdapter: 'der einzige Adapter ist Software ({name})',
  adapterNotStarting: '{name} startet nicht',
  noAdapter: 'kein Adapter gefunden',
  notInstalled: 'die TensorFlow-Engine ist nicht installiert',
  wasmNotStarting: 'die WebAssembly-Engine startet nicht',
} satisfies Catalog<typeof en>;
