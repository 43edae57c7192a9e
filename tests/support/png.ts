import { inflateSync } from 'node:zlib'

/** Reads an RGB picture whose lines are not filtered; throws when the file is not whole. */
export function decodePng(file: Buffer): { width: number; height: number; pixels: Buffer } {
  const chunks = new Map<string, Buffer>()
  let at = 8
  while (at < file.length) {
    const length = file.readUInt32BE(at)
    chunks.set(file.toString('latin1', at + 4, at + 8), file.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  const head = chunks.get('IHDR')!
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)]
  const lines = inflateSync(chunks.get('IDAT')!)
  if (!chunks.has('IEND') || lines.length !== height * (width * 3 + 1)) throw new Error('not a whole picture')
  const rows = Array.from({ length: height }, (_, y) =>
    lines.subarray(y * (width * 3 + 1) + 1, (y + 1) * (width * 3 + 1)),
  )
  return { width, height, pixels: Buffer.concat(rows) }
}
