/** `12 %`: with a space at which no line breaks. @param number as it is to be read */
export const percent = (number: string | number): string => `${number}\u00a0%`;
