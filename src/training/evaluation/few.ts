/** With fewer pictures a figure is unreliable, and a class is hardly learned. */
export const FEW = 10;

/** `accuracy 1.000` of 2 pictures is chance. @returns undefined where there are enough pictures */
export function fewNote(n: number): string | undefined {
  const pictures = n === 1 ? '1 picture' : `${n} pictures`;
  return n < FEW
    ? `Figures of ${pictures} say little; expected ${FEW} at least, better hundreds.`
    : undefined;
}
