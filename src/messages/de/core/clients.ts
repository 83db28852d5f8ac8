import type { clients as en } from '../../en/core/clients.ts';
import type { Catalog } from '../../translate.ts';

export const clients = {
  unknown: 'Auf diesem Computer gibt es diese Person nicht; vielleicht wurde sie gelöscht',
  keyDamaged:
    'Die Schlüsseldatei dieser Person ist beschädigt; stellen Sie die Person aus einer Sicherungsdatei wieder her, andere sind verwendbar',
  fileDamaged:
    'Die Datei dieser Person ist beschädigt; holen Sie die letzte tägliche Kopie zurück oder stellen Sie sie aus einer Sicherungsdatei wieder her, andere sind verwendbar',
  fileMissing:
    'Die Datei dieser Person fehlt; stellen Sie sie aus einer Sicherungsdatei wieder her, andere sind verwendbar',
  fileBusy:
    'Ein anderes Programm hält die Datei dieser Person offen; schließen Sie es und versuchen Sie es erneut',
  newer:
    'Ein neueres Demiface hat dies geschrieben (Version {version, number}, dieses unterstützt {known, number}); installieren Sie das neuere',
  // What opens them.
  locked: 'Die Klientendateien sind gesperrt; öffnen Sie sie zuerst',
  isSetUp: 'Auf diesem Computer sind Klientendateien schon eingerichtet',
  notSetUp: 'Auf diesem Computer sind noch keine Klientendateien eingerichtet',
  weakPassphrase:
    'Die Passphrase ist zu leicht zu erraten; nehmen Sie mindestens {least, number} Zeichen, davon {different, number} verschiedene',
  wrongPassphrase: 'Die Passphrase ist falsch',
  wrongCode: 'Der Wiederherstellungscode gehört nicht zu diesen Klientendateien',
  mistypedCode:
    'Ein Zeichen des Wiederherstellungscodes fehlt oder ist vertippt; vergleichen Sie ihn mit Ihrer Notiz',
  otherKeychain:
    'Der Schlüsselbund dieses Systems hat ein anderes Geheimnis als das dieser Klientendateien; verwenden Sie den Wiederherstellungscode',
  noKeychain:
    'Dieses System hat keinen Schlüsselbund, der Geheimnisse aufbewahrt; nehmen Sie eine Passphrase',
  keychainFailed:
    'Der Schlüsselbund dieses Systems hat nicht geantwortet ({error}); versuchen Sie es erneut oder verwenden Sie den Wiederherstellungscode',
  otherLock:
    '{lock, select, keychain {Die Klientendateien öffnet der Schlüsselbund des Systems, keine Passphrase} other {Die Klientendateien öffnet eine Passphrase, nicht der Schlüsselbund des Systems}}',
  tooManyAttempts:
    'Mehrere falsche Versuche; versuchen Sie es in {seconds, plural, one {1 Sekunde} other {{seconds} Sekunden}} erneut',
  vaultDamaged:
    'Die Datei, die alle Klientendateien öffnet, vault.json, und ihre Kopie sind beschädigt oder fehlen; holen Sie sie aus einer Kopie des Ordners {folder} zurück, oder verschieben Sie den Ordner, richten Sie Klientendateien neu ein und stellen Sie eine Sicherungsdatei wieder her',
  inUse: 'Eine Klientendatei wird verwendet; beenden Sie zuerst die Sitzung',
  archiveInWork:
    'Eine Sicherungsdatei von Klientendateien wird gerade geschrieben oder gelesen; versuchen Sie es danach noch einmal',
  // Clients and consents.
  codeTaken: 'Den Code {code} hat schon eine andere Person',
  noConsent: 'Es gibt keine Einwilligung, die widerrufen werden könnte',
  emptySignature: 'Die Unterschrift ist leer oder liegt außerhalb ihres Felds',
  emptyScope: 'Die Einwilligung erlaubt nichts; wählen Sie mindestens eine Messung',
  pastDay: 'Die Einwilligung würde in der Vergangenheit enden; wählen Sie einen späteren Tag',
  noCopy:
    'Von der Datei dieser Person gibt es keine unbeschädigte Kopie; stellen Sie sie aus einer Sicherungsdatei wieder her',
  fileSound: 'Die Datei dieser Person ist nicht beschädigt',
  // Backup files.
  placeTaken: '{path} gibt es schon; wählen Sie einen anderen Namen',
  noArchive: '{path} ist keine Sicherungsdatei von Klientendateien oder ist beschädigt',
  proofNeeded:
    'Die Sicherungsdatei wurde auf einem anderen Computer erstellt; geben Sie dessen Passphrase oder Wiederherstellungscode ein',
  // The log of a client's file.
  consentSigned: 'Einwilligung unterschrieben',
  consentWithdrawn: 'Einwilligung widerrufen',
  filePutBack:
    'Eine ältere Kopie hat die beschädigte Datei ersetzt; eine Einwilligung darin muss neu unterschrieben werden',
  exported: 'Alles exportiert',
  sessionExported: 'Sitzung {session, number} exportiert',
  sessionRemoved: 'Sitzung {session, number} vom {at} gelöscht',
} satisfies Catalog<typeof en>;
