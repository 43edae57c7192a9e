/** The full-width forms of ASCII stand in the order of ASCII. */
const DISTANCE = 0xff01 - 0x21

/** The text with the wide characters of Chinese and Japanese keyboards as ASCII; each keeps its place. */
export function withAsciiTwins(text: string): string {
  return text.replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - DISTANCE))
}
