import type { engine as en } from '../en/engine.ts';
import type { Catalog } from '../translate.ts';

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
} satisfies Catalog<typeof en>;
