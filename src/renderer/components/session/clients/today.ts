/** The day of the machine's calendar (YYYY-MM-DD). */
export function today(now = new Date()): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Whether a day (YYYY-MM-DD) was before today; none is not. */
export const isPast = (day: string, now = new Date()): boolean => day !== '' && day < today(now);
