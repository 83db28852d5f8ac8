/** As the core takes them. */
export const isPort = (port: number | null): port is number =>
  port !== null && Number.isInteger(port) && port >= 1024 && port <= 65_535;

export const isIpv4 = (text: string): boolean =>
  /^(\d{1,3})(\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) <= 255);

/** One address a line; blank lines say nothing. */
export const originsOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim().replace(/\/$/, '').toLowerCase())
    .filter((line) => line !== '');
