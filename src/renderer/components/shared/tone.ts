/** Severity of a badge, notice or bar; never shown by color alone. */
export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad';
