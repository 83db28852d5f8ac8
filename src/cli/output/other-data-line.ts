/** Reports of models that the pictures are not those of their training. */
export function otherDataLine(models: readonly string[]): string {
  return `These are not exactly the pictures, labels and splits that ${models.join(' and ')} learned from: pictures of that training may be among them.`;
}
