import type { insights as en } from '../en/insights.ts';
import type { Catalog } from '../../../messages/translate.ts';

export const insights = {
  title: 'Auswertung',
  empty: {
    title: 'Noch keine Zählungen',
    text: 'Sobald eine Kamera Besucher zählt, erscheinen hier Stunden, Tage und Wochen, und Kampagnen können verglichen werden.',
    button: 'Zur Filiale',
  },
  failed: 'Diese Zahlen konnten nicht gelesen werden',
  again: 'Erneut versuchen',
  unasked: 'Wählen Sie gültige Tage, um hier Zahlen zu sehen.',
  save: 'CSV',
  saveAs: 'Als CSV speichern: {what}',
  saved: 'Die Zahlen wurden gespeichert',
  show: 'Datei anzeigen',
  ask: {
    cameras: 'Kameras',
    period: 'Zeitraum',
    presets: {
      thisWeek: 'Diese Woche',
      lastWeek: 'Letzte Woche',
      last28: 'Letzte 28 Tage',
      thisMonth: 'Dieser Monat',
      custom: 'Eigener',
    },
    from: 'Von',
    to: 'Bis',
    day: '{which}: {of}',
    problems: {
      unreadable: 'Geben Sie beide Tage ein',
      reversed: 'Der erste Tag liegt nach dem letzten',
      future: 'Diese Tage liegen in der Zukunft',
      overlap: 'Der erste Zeitraum muss enden, bevor der zweite beginnt',
    },
  },
  totals: {
    title: 'Gesamt',
    seen: 'Gesichter',
    passersBy: 'Passanten',
    came: '{share} kamen herein',
    masked: 'Mit Maske',
    headsets: 'Mit VR-Brille',
    ofSeen: '{share} der Gesichter',
    suppressed: 'unterdrückt',
    unreported: 'nicht gezeigt',
    unobserved: 'nichts beobachtet',
    suppressedMeans:
      'Unterdrückt: weniger als {k, number} Gesichter, oder eine Zahl, die zusammen mit anderen Zahlen oder einer anderen Kameraauswahl eine von weniger als {k, number} verraten würde. Nicht geschützt: Zwei Abfragen über verschiedene Tage können sie verraten.',
  },
  noFigures: {
    title: 'Keine Zahlen für diese Tage',
    unreported:
      'Eine Stunde wird gezeigt, sobald sie vorbei ist und mindestens {k, number} Gesichter gezählt wurden; ruhigere Stunden werden zusammengefasst, bis diese Zahl erreicht ist.',
    unobserved: 'Keine Kamera hat an diesen Tagen etwas beobachtet.',
  },
  unreported: {
    text: 'In diesen Zahlen nicht enthalten: {cameras}. Dort wurden weniger als {k, number} Gesichter gesehen, oder sie wurden mit Tagen außerhalb des Zeitraums zusammengefasst.',
    part: '{camera} ({days})',
  },
  neverObserved:
    '{cameras} {n, plural, one {hat} other {haben}} an diesen Tagen nicht beobachtet und {n, plural, one {ist} other {sind}} in keiner dieser Zahlen enthalten.',
  missed: 'Bei {cameras} fehlen Stunden, die eine andere Kamera beobachtet hat.',
  missedHint: 'Wählen Sie nur die anderen, um diese zu sehen.',
  note: 'Gezählt werden Gesichter, nicht Personen: Wer zweimal kommt, zählt zweimal. Unter 18-Jährige gehen nur in die Summen ein. Die letzten Stunden von heute kommen beim Tagesabschluss hinzu.',
  researchOnly: 'Nur Forschung',
  research: 'Die Modelle für {tasks} sind nur für die Forschung lizenziert.',
  researchTasks: {
    age: 'Alter',
    gender: 'Geschlecht',
    occlusion: 'Verdeckung',
    expression: 'Ausdruck',
  },
  series: {
    title: 'Gesichter',
    label: 'Gesichter im Zeitverlauf. Mit den Pfeiltasten lesen Sie die Säulen.',
    by: 'Säulen',
    cuts: { hour: 'Stunde', day: 'Tag', week: 'Woche' },
    seen: '{n} Gesichter',
    perUnit: {
      hour: 'etwa {n} pro Stunde',
      day: 'etwa {n} pro Tag',
      week: 'etwa {n} pro Woche',
    },
    passersBy: '{n} Passanten',
    passersByHidden: 'Passanten unterdrückt',
    observed: '{share} beobachtet',
    unobserved: 'nicht beobachtet',
    without: 'ohne {cameras}',
    joined: 'auf zusammengefasste Stunden verteilt',
    week: 'Woche {days}',
    busiest: 'Am stärksten: {what}',
    legend: {
      hatched:
        'An mindestens einer Kamera weniger als 80 % der Öffnungszeit beobachtet, mit einer nicht beobachteten Stunde zusammengefasst oder nicht gezeigt: zu niedrig und nicht in Vergleichen enthalten',
      soft: 'Ruhige Zeiten, zusammengefasst und gleichmäßig verteilt',
      gap: 'Nicht beobachtet',
    },
  },
  heat: {
    title: 'Stunden der Woche',
    text: 'Durchschnittliche Anzahl der Gesichter pro Stunde. Mit den Pfeiltasten bewegen Sie sich.',
    label: 'Gesichter pro Stunde, nach Wochentag und Stunde',
    busiest: 'Am stärksten: {what}',
    none: 'Noch keine Stunden',
    noneText:
      'Eine Stunde erscheint, sobald mindestens 80 % beobachtet und genügend Gesichter gezählt wurden.',
    cell: '{perHour} Gesichter pro Stunde, {hours, plural, one {# Stunde} other {# Stunden}} beobachtet',
    closed: 'geschlossen oder nie ausreichend beobachtet',
    leftOut:
      '{hours, plural, one {# Stunde} other {# Stunden}} ausgelassen: zu weniger als 80 % beobachtet oder mit einer nicht beobachteten Stunde zusammengefasst.',
    unreported:
      '{hours, plural, one {# Stunde} other {# Stunden}} nicht enthalten: nicht von allen Kameras gezeigt.',
    spread: 'davon {hours, number} zusammengefasst und gleichmäßig verteilt',
    spreadLegend:
      'Ruhige Zeiten, zusammengefasst und gleichmäßig verteilt: nicht allein in dieser Stunde gezählt, daher nie als stärkste genannt',
    busiestApart: 'Am stärksten unter den nicht zusammengefassten Stunden: {what}',
    noBusiest:
      'Jede Stunde wurde zeitweise mit anderen zusammengefasst, daher lässt sich keine als stärkste nennen.',
    scale: 'Gesichter pro Stunde',
  },
  pyramid: {
    title: 'Alter und Geschlecht',
    label: 'Gesichter nach Alter und Geschlecht. Mit den Pfeiltasten bewegen Sie sich.',
    allAges: 'Alle Altersgruppen',
    genders: { male: 'Männer', female: 'Frauen', unknown: 'Alle' },
    none: 'Alter und Geschlecht werden nicht gemessen',
    noneText: 'Was gemessen wird, legen Sie in den Einstellungen unter „Filiale“ fest.',
    ageColumn: 'Alter',
    asRead: 'unkorrigiert',
    corrected: 'Korrigiert um die bekannten Fehler der Modelle bei {what}.',
    partlyCovered:
      'Einige Gesichter trugen Maske oder Headset. Unterscheidet sich das stark nach Alter oder Geschlecht, können Intervalle zu schmal sein.',
    coverSuppressed:
      'Korrigiert wie unverdeckte Gesichter: Wie viele Maske oder Headset trugen, ist unterdrückt. Waren es viele, stimmen diese Zahlen und Intervalle nicht.',
    misfit:
      'Unkorrigiert: Diese Zahlen passen nicht zu den bekannten Fehlern der Modelle; die Gesichter hier werden anders verwechselt.',
    uncorrected: 'Unkorrigiert: Die Fehler dieser Modelle sind nicht bekannt.',
    tasks: { age: 'Alter', gender: 'Geschlecht' },
    legend: { corrected: 'Korrigiert, mit 95-%-Intervall', raw: 'Unkorrigiert' },
    read: '{value} korrigiert (95-%-Intervall {low} bis {high}), {raw} unkorrigiert',
    raw: '{n} unkorrigiert',
    unknown: 'Nicht zugeordnet',
    unknownMeans: 'Unter 18-Jährige und Gesichter, deren Alter oder Geschlecht unsicher ist.',
  },
  dwell: {
    title: 'Verweildauer',
    label: 'Gesichter nach Verweildauer. Mit den Pfeiltasten lesen Sie die Säulen.',
    zone: 'Zone',
    inView: 'Im Bild',
    median: 'Median {time}',
    noMedian: 'Kein Median: Eine Zahl darunter ist unterdrückt, oder er liegt über 15 min.',
    none: 'Keine Verweildauern',
    noneText:
      'Verweildauern erscheinen für Gesichter, die hereinkamen und bis zum Verlassen verfolgt wurden.',
    between: '{from}–{to}',
    under: '<{to}',
    over: '>{from}',
    seen: '{n} Gesichter, {share}',
  },
  compare: {
    title: 'Vorher und nachher',
    text: 'Hat eine Kampagne mehr Besucher gebracht? Gleiche Wochentage und Stunden werden paarweise verglichen, zusammengefasste nur als Ganzes; die Intervalle entstehen durch Resampling der Tage.',
    spans: { before: 'Vorher', after: 'Nachher' },
    aDay: 'Gesichter pro Tag',
    change: 'Veränderung',
    difference: 'Unterschied pro Tag',
    interval: '{value}, 95-%-Intervall {low} bis {high}',
    basis:
      '{pairs, plural, one {# Tagespaar} other {# Tagespaare}}; {hours, plural, one {# Stunde} other {# Stunden}} auf jeder Seite.',
    leftOut: 'Ausgelassen: {parts}.',
    hoursLeftOut:
      '{n, plural, one {# Stunde} other {# Stunden}}, in {n, plural, one {der} other {denen}} nicht an beiden Tagen geöffnet war und mindestens 80 % beobachtet wurden',
    hoursMerged:
      '{n, plural, one {# Stunde} other {# Stunden}}, an diesen oder anderen Tagen mit Stunden zusammengefasst, die nicht verglichen werden',
    daysLeftOut: '{n, plural, one {# Tag} other {# Tage}} ohne Gegenstück',
    daysOfFew:
      '{n, plural, one {# Tag} other {# Tage}}, wegen zu weniger Gesichter mit anderen zusammengefasst',
    nothingLeftOut: 'Nichts wurde ausgelassen.',
    none: 'Keine vergleichbaren Tage',
    unobserved: 'Keine zwei Tage desselben Wochentags wurden beide ausreichend beobachtet.',
    merged:
      'Die geöffneten oder beobachteten Stunden der beiden Zeiträume unterscheiden sich, und es wurden zu wenige Gesichter gesehen, um die gemeinsamen Stunden herauszulösen: Ruhige Stunden sind mit solchen zusammengefasst, die nur ein Zeitraum hat.',
    noCounts: 'Die beiden Zeiträume haben keine Zählungen desselben Wochentags und derselben Stunde.',
    tooFewPairs:
      'Die Gesichter pro Tag gingen von {before} auf {after}; {pairs, plural, one {# Tagespaar ist} other {# Tagespaare sind}} zu wenig, um eine Veränderung vom Zufall zu unterscheiden.',
    chance:
      'Die Gesichter pro Tag gingen von {before} auf {after}, was Zufall sein kann (95-%-Intervall der Veränderung {low} bis {high}; {pairs, plural, one {# Tagespaar} other {# Tagespaare}}).',
    rose: 'Die Gesichter pro Tag stiegen von {before} auf {after}, um {by} (95-%-Intervall der Veränderung {low} bis {high}; {pairs, plural, one {# Tagespaar} other {# Tagespaare}}).',
    fell: 'Die Gesichter pro Tag sanken von {before} auf {after}, um {by} (95-%-Intervall der Veränderung {low} bis {high}; {pairs, plural, one {# Tagespaar} other {# Tagespaare}}).',
    few: '{days, number} von {of, number} Tagen lassen sich nicht einzeln vergleichen: {cameras} hatte Tage mit weniger als {k, number} Gesichtern, die mit anderen zusammengefasst sind.',
    fewMeans: 'Über alle Tage gingen die Gesichter pro Tag von {before} auf {after}.',
  },
  errors: {
    title: 'Zählfehler der Kameras',
    text: 'Aus Kontrollzählungen: Eine Person zählt eine Viertelstunde lang neben der Kamera.',
    none: 'Keine Kontrollzählung',
    noneText:
      'Starten Sie in der Filiale unter einer Kamera eine Kontrollzählung. Fünfzehn Minuten zeigen, wie weit sich die Kamera verzählt. Kontrollzählungen werden mit den Zählungen ihres Tages gelöscht, oder am Tag davor.',
    notAudited:
      'Keine Kontrollzählung, oder mit den Zählungen ihres Tages gelöscht. Starten Sie eine in der Filiale.',
    columns: {
      camera: 'Kamera',
      audited: 'Kontrolliert',
      ratio: 'Gezählt pro Person',
      missed: 'Übersehen',
      extra: 'Zu viel gezählt',
    },
    audited:
      '{audits, plural, one {# Kontrollzählung} other {# Kontrollzählungen}}, {time}, {entries, plural, one {# Eintritt} other {# Eintritte}}',
    tooFew: 'zu wenige für eine Aussage',
    outdated: 'Modelle geändert: erneut zählen',
    range: '{value} ({low} bis {high})',
    beside:
      'Kontrolliert: {camera} zählt {per100} pro 100 Personen, die hereinkommen (95-%-Intervall {low} bis {high}).',
    gone: 'Entfernte Kamera',
  },
} satisfies Catalog<typeof en>;
