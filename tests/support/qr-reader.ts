/** A grid of modules, `true` is dark. */
export type Modules = readonly (readonly boolean[])[]

const MASKS: readonly ((y: number, x: number) => boolean)[] = [
  (y, x) => (y + x) % 2 === 0,
  (y) => y % 2 === 0,
  (_, x) => x % 3 === 0,
  (y, x) => (y + x) % 3 === 0,
  (y, x) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (y, x) => ((y * x) % 2) + ((y * x) % 3) === 0,
  (y, x) => (((y * x) % 2) + ((y * x) % 3)) % 2 === 0,
  (y, x) => (((y + x) % 2) + ((y * x) % 3)) % 2 === 0,
]
const FORMAT_MASK = 0b101010000010010

/** By the bits of the level, bytes of data in each of the two blocks that version 3 has at the levels H and Q. */
const TWO_BLOCKS: Readonly<Record<number, number>> = { 2: 13, 3: 17 }

/** Reads a QR code as ISO/IEC 18004 has it, from undamaged modules: bytes in versions 1 to 3. */
export function readQr(modules: Modules): string {
  const size = modules.length
  if (size > 29) throw new Error(`version ${(size - 17) / 4} is not read here`)
  const format = formatOf(modules)
  const mask = MASKS[(format >> 10) & 7]
  const raw: number[] = []
  for (const [y, x] of dataPlaces(size)) raw.push(Number(modules[y]?.[x] !== mask?.(y, x)))
  const blockLength = size === 29 ? TWO_BLOCKS[format >> 13] : undefined
  const bits = blockLength === undefined ? raw : blocksInTurn(raw, blockLength)
  const number = (from: number, length: number) => Number.parseInt(bits.slice(from, from + length).join(''), 2)
  if (number(0, 4) !== 0b0100) throw new Error('the data is not in bytes')
  const bytes = Array.from({ length: number(4, 8) }, (_, index) => number(12 + index * 8, 8))
  return new TextDecoder().decode(Uint8Array.from(bytes))
}

/** Bytes of the two blocks take turns. */
function blocksInTurn(bits: readonly number[], length: number): number[] {
  const byteAt = (index: number) => bits.slice(index * 8, index * 8 + 8)
  return [0, 1].flatMap((block) => Array.from({ length }, (_, index) => byteAt(index * 2 + block)).flat())
}

/** The fifteen bits along the top left finder: two of the level, three of the mask, ten that guard them. */
function formatOf(modules: Modules): number {
  const row = [0, 1, 2, 3, 4, 5, 7, 8].map((x) => modules[8]?.[x])
  const column = [7, 5, 4, 3, 2, 1, 0].map((y) => modules[y]?.[8])
  return Number.parseInt([...row, ...column].map(Number).join(''), 2) ^ FORMAT_MASK
}

/** Pairs of columns from the right, up and down in turn, without the column of the timing pattern. */
function* dataPlaces(size: number): Generator<readonly [number, number]> {
  let isUp = true
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2) {
    for (let step = 0; step < size; step++) {
      const y = isUp ? size - 1 - step : step
      for (const x of [right, right - 1]) if (!isFixed(y, x, size)) yield [y, x]
    }
    isUp = !isUp
  }
}

/** Finders with their separators and format bits, timing, and the one alignment pattern of versions 2 and 3. */
function isFixed(y: number, x: number, size: number): boolean {
  const isFinder = (y < 9 && x < 9) || (y < 9 && x >= size - 8) || (y >= size - 8 && x < 9)
  const isAlignment = size > 21 && Math.abs(y - (size - 7)) <= 2 && Math.abs(x - (size - 7)) <= 2
  return isFinder || isAlignment || y === 6 || x === 6
}
