import type { NoticeFacts, NoticeMessages } from './notice-messages.ts';

const estimates = ({ age, gender }: NoticeFacts) =>
  age && gender
    ? ' und schätzt Altersgruppe und Geschlecht'
    : age
      ? ' und schätzt die Altersgruppe'
      : gender
        ? ' und schätzt das Geschlecht'
        : '';

export const german: NoticeMessages = {
  purposes: {
    'visitor-numbers': 'um zu wissen, wie viele Menschen wann hereinkommen und wie lange sie bleiben',
    offer: 'um unser Angebot auf unsere Besucherinnen und Besucher abzustimmen',
    campaigns: 'um die Besucherzahlen vor und nach einer Werbeaktion zu vergleichen',
    staffing: 'um Personal und Öffnungszeiten zu planen',
  },
  door: {
    title: 'Hier werden Gesichter gezählt',
    lead: (facts) =>
      `Eine Kamera zählt die Gesichter der Besucherinnen und Besucher${estimates(facts)}. Es wird kein Bild gespeichert.`,
    sections: [
      {
        heading: 'Wozu',
        paragraphs: ({ purposes }) => purposes.map((purpose) => `– ${purpose}`),
      },
      {
        heading: 'Was nicht geschieht',
        paragraphs: () => [
          'Bilder werden im Arbeitsspeicher eines Rechners vor Ort ausgewertet und sofort verworfen. Gespeichert werden weder Bilder noch Gesichtsmerkmale noch Namen.',
          'Niemand wird identifiziert oder bei einem anderen Besuch wiedererkannt. Gefühle werden nicht gemessen.',
        ],
      },
      {
        heading: 'Was aufbewahrt wird',
        paragraphs: ({ k, days }) => [
          `Zählwerte für Zeiträume mit mindestens ${k} Gesichtern und drei Summen aus jeder Prüfung der Kamera von Hand, ${days} Tage lang. Kinder und Jugendliche unter 18 Jahren werden nur in Summen gezählt.`,
        ],
      },
      {
        heading: 'Wer verantwortlich ist',
        paragraphs: ({ name, address, contact }) => [
          [name, address, contact].join(', '),
          'Sie haben ein Widerspruchsrecht und weitere Rechte. Die ausführliche Datenschutzinformation erhalten Sie bei unserem Personal.',
        ],
      },
    ],
  },
  privacy: {
    title: 'Datenschutzinformation zur Besucherzählung',
    lead: ({ name }) =>
      `Informationen nach Artikel 13 der Datenschutz-Grundverordnung (DSGVO) zur Kamera, mit der ${name} Besucherinnen und Besucher zählt.`,
    sections: [
      {
        heading: 'Wer verantwortlich ist',
        paragraphs: ({ name, address, contact, officer }) => [
          `Verantwortlicher: ${[name, address].join(', ')}. Kontakt: ${contact}.`,
          officer && `Datenschutzbeauftragte Person: ${officer}.`,
        ],
      },
      {
        heading: 'Was geschieht',
        paragraphs: (facts) => [
          `Eine Kamera nimmt Bilder ihres Blickfelds auf. Ein Programm auf einem Rechner vor Ort findet darin Gesichter, zählt sie, verfolgt jedes, solange es im Bild ist${estimates(facts)}. Es misst, wie lange Gesichter im Bild oder in einem markierten Bereich bleiben.`,
          'Bilder und die Werte, mit denen das Programm ein Gesicht auswertet, bleiben im Arbeitsspeicher, solange ein Gesicht im Bild ist, und werden dann verworfen. Sie werden nicht gespeichert, nicht weitergegeben und nicht mit anderen Bildern abgeglichen. Niemand wird identifiziert; wer wiederkommt, wird neu gezählt. Gefühle und ethnische Herkunft werden nicht gemessen.',
          'Gespeichert werden Zählwerte für Zeiträume. Sie enthalten keine Angaben zu einzelnen Personen. Die Schätzungen können falsch sein.',
        ],
      },
      {
        heading: 'Zwecke',
        paragraphs: ({ purposes }) => purposes.map((purpose) => `– ${purpose}`),
      },
      {
        heading: 'Rechtsgrundlage',
        paragraphs: () => [
          'Artikel 6 Absatz 1 Buchstabe f DSGVO (berechtigte Interessen). Unser berechtigtes Interesse ist es, unseren Betrieb zu den genannten Zwecken zu führen und zu verbessern, und zwar mit anonymen Zählwerten statt mit Bildern.',
        ],
      },
      {
        heading: 'Empfänger',
        paragraphs: () => [
          'Keine. Die Daten werden vor Ort verarbeitet. Sie werden nicht in Drittländer oder an internationale Organisationen übermittelt.',
        ],
      },
      {
        heading: 'Wie lange Daten aufbewahrt werden',
        paragraphs: ({ k, days }) => [
          `Bilder: nur so lange, wie ihre Auswertung dauert. Zählwerte: Am Ende des Tages werden sie zu Zeiträumen mit mindestens ${k} Gesichtern zusammengefasst, feinere Zählwerte werden gelöscht; was bleibt, wird nach ${days} Tagen gelöscht. Das gilt auch für die drei Summen, die von jeder Prüfung bleiben, bei der eine Person höchstens 15 Minuten neben der Kamera von Hand zählt. Kinder und Jugendliche unter 18 Jahren werden nur in Summen gezählt, ohne Altersgruppe und Geschlecht.`,
        ],
      },
      {
        heading: 'Ihre Rechte',
        paragraphs: ({ contact, authority }) => [
          'Sie haben das Recht auf Auskunft (Artikel 15 DSGVO), Berichtigung (Artikel 16), Löschung (Artikel 17) und Einschränkung der Verarbeitung (Artikel 18). Da sich nichts von dem, was gespeichert ist, Ihnen zuordnen lässt, können wir in der Regel keine Daten zu Ihnen finden (Artikel 11 DSGVO).',
          `Sie haben das Recht, aus Gründen, die sich aus Ihrer besonderen Situation ergeben, jederzeit Widerspruch einzulegen (Artikel 21 DSGVO). Wenden Sie sich an unser Personal oder schreiben Sie an: ${contact}.`,
          `Sie haben das Recht auf Beschwerde bei einer Aufsichtsbehörde${authority ? `, etwa bei ${authority}` : ', insbesondere dort, wo Sie wohnen oder arbeiten oder wo Sie einen Verstoß vermuten'} (Artikel 77 DSGVO).`,
        ],
      },
      {
        heading: 'Pflicht zur Bereitstellung, Entscheidungen',
        paragraphs: () => [
          'Sie sind weder gesetzlich noch vertraglich verpflichtet, sich zählen zu lassen. Es gibt keine automatisierte Entscheidungsfindung und kein Profiling einzelner Personen (Artikel 22 DSGVO).',
        ],
      },
    ],
  },
  advice:
    'Dieser Text ist eine Vorlage, die aus Ihren Einstellungen ausgefüllt wurde, und keine Rechtsberatung. Lassen Sie ihn für Ihren Standort prüfen: Rechtsgrundlage, Datenschutz-Folgenabschätzung und örtliche Regeln zu Kameras, Betriebsrat oder Anmeldung.',
};
