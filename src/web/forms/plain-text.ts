/**
 * Text as it can be kept: line ends alike, and without the control characters that some programs paste along. A NUL
 * among them would be refused by the database.
 */
export function plainText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');
}
