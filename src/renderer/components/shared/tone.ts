/** What a badge, notice or bar says at a glance; never by its colour alone. */
export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad';
