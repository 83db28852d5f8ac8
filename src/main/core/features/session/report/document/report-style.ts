import type { ReportForm } from '../../../../../ipc/contract/session-report.ts';

const MARGINS: Readonly<Record<ReportForm, string>> = { page: '8mm 13mm', long: '14mm 15mm' };

export const reportStyle = (form: ReportForm): string =>
  `@page { size: A4; margin: ${MARGINS[form]}; }${STYLE}`;

const STYLE = `
* { box-sizing: border-box; }
html { color: #000; background: #fff; font: 9.5pt/1.4 system-ui, 'Liberation Sans', Arial, sans-serif; }
body { margin: 0; }
h1 { margin: 0 0 3mm; font-size: 17pt; line-height: 1.15; }
h1 small { font-size: 10pt; font-weight: 400; color: #5d686b; }
h2 { margin: 4mm 0 1.5mm; font-size: 11pt; break-after: avoid; }
h3 { margin: 3mm 0 1mm; font-size: 9.5pt; break-after: avoid; }
p { margin: 0 0 1.2mm; orphans: 3; widows: 3; overflow-wrap: anywhere; }
svg { display: block; width: 100%; break-inside: avoid; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.6mm 4mm; margin: 0; }
.facts { grid-template-columns: max-content 1fr max-content 1fr; }
dt { color: #5d686b; }
dd { margin: 0; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; font-size: 8.5pt; }
th { overflow-wrap: normal; text-align: left; font-weight: 600; color: #5d686b; }
th, td { padding: 0.8mm 2mm 0.8mm 0; border-bottom: 0.2mm solid #c9d1d3; vertical-align: top; }
td { overflow-wrap: anywhere; }
tr { break-inside: avoid; }
.number { white-space: nowrap; font-variant-numeric: tabular-nums; }
.key { display: flex; flex-wrap: wrap; gap: 1mm 4mm; margin: 1mm 0 0; padding: 0; list-style: none; font-size: 8.5pt; }
.key svg { display: inline-block; width: 3mm; height: 3mm; margin-right: 1mm; vertical-align: -0.4mm; }
.quiet { color: #5d686b; font-size: 8.5pt; }
.limits { margin-top: 4mm; padding: 2mm 3mm; border: 0.3mm solid #5d686b; break-inside: avoid; font-size: 8.5pt; }
.limits h2 { margin-top: 0; }
.text { white-space: pre-wrap; }
body.page { font-size: 7.3pt; line-height: 1.28; }
.page h1 { margin-bottom: 1.5mm; font-size: 14pt; }
.page h2 { margin: 1.6mm 0 0.6mm; font-size: 8.5pt; }
.page p { margin-bottom: 0.5mm; }
.page dl { gap: 0 4mm; }
.page table, .page dl, .page .quiet, .page .key, .page .limits { font-size: 7pt; }
.page th, .page td { padding-block: 0.4mm; }
.page th, .page td, .page .facts dd, .page .note { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.page td { max-width: 58mm; }
.page td.title { max-width: 36mm; }
.page .facts dd { min-width: 0; max-width: 70mm; }
.page .lists { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); gap: 0 6mm; }
.page .lists div { min-width: 0; }
.page .limits { margin-top: 2mm; padding: 1mm 2mm; }
`;
