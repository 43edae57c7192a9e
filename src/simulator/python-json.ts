/** A number that Python holds as a float and writes with a point even when it is whole. */
export class Float {
  readonly value: number

  constructor(value: number) {
    this.value = value
  }
}

/** JSON as Python writes it, with its spaces and in ASCII: a client that counts bytes sees the same counts. */
export function toPythonJson(value: unknown): string {
  if (value instanceof Float) return Number.isInteger(value.value) ? `${value.value}.0` : String(value.value)
  if (typeof value === 'string') return quote(value)
  if (Array.isArray(value)) return `[${value.map(toPythonJson).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined)
    return `{${members.map(([key, member]) => `${quote(key)}: ${toPythonJson(member)}`).join(', ')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

function quote(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, escapeUnit)
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** What Python makes of a value in a text. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : toPythonJson(value)
}
