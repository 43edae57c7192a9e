import { deflateSync } from 'node:zlib'
import type { Picture } from './frames'

const PREVIEW_SIDE = 96
/** What previews of smooth pictures weigh on a real server. */
const PREVIEW_BYTES = 30_000
/** Real pictures are larger; painting them here would cost more than anybody looks at. */
const MAX_SIDE = 256

/** An 8×8 grey square, for those who ask for a JPEG: nothing here can make another. */
export const SMALL_JPEG: Picture = {
  type: 'image/jpeg',
  data: Buffer.from(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBk' +
      'eFxlZ2P/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP//Z',
    'base64',
  ),
}

/** A picture of one colour, at most {@link MAX_SIDE} wide or high. @param color 0xRRGGBB */
export function solidPicture(width: number, height: number, color: number): Picture {
  const [w, h] = fitting(width, height)
  const rgb = Buffer.alloc(w * h * 3)
  for (let at = 0; at < rgb.length; at += 3) rgb.writeUIntBE(color & 0xffffff, at, 3)
  return encodePng(w, h, rgb, 0)
}

/** What a sampler has of a picture: noise at first, the picture at the end. @param done 0 to 1 */
export function previewPicture(seed: number, done: number): Picture {
  return encodePng(PREVIEW_SIDE, PREVIEW_SIDE, paint(PREVIEW_SIDE, PREVIEW_SIDE, seed, done), PREVIEW_BYTES)
}

/** What a sampler makes: the shape that was asked for, at most {@link MAX_SIDE} wide or high. */
export function finishedPicture(seed: number, width: number, height: number): Picture {
  const [w, h] = fitting(width, height)
  return encodePng(w, h, paint(w, h, seed, 1), 0)
}

function fitting(width: number, height: number): readonly [width: number, height: number] {
  const scale = Math.min(1, MAX_SIDE / Math.max(width, height))
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))]
}

/** A light in front of a sky, both of colours that the seed decides. */
function paint(width: number, height: number, seed: number, done: number): Buffer {
  const random = createRandom(seed)
  const [x0, y0, reach] = [0.2 + random() * 0.6, 0.2 + random() * 0.6, 0.15 + random() * 0.25]
  const light = [random() * 255, random() * 255, random() * 255] as const
  const sky = [random() * 160, random() * 160, random() * 160] as const
  const rgb = Buffer.alloc(width * height * 3)
  let at = 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const glow = Math.max(0, 1 - Math.hypot(x / width - x0, y / height - y0) / (reach * 2))
      const shade = 1 - (0.5 * y) / height
      for (const channel of [0, 1, 2] as const) {
        const picture = light[channel] * glow + sky[channel] * shade * (1 - glow)
        rgb[at++] = done >= 1 ? picture : picture * done + random() * 255 * (1 - done)
      }
    }
  }
  return rgb
}

/** @returns numbers from 0 to 1, the same for the same seed */
function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** @param minBytes made up with a chunk that viewers skip */
function encodePng(width: number, height: number, rgb: Buffer, minBytes: number): Picture {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  // 8 bits of each of red, green and blue.
  head.set([8, 2, 0, 0, 0], 8)
  const lines = Buffer.alloc(height * (width * 3 + 1))
  for (let y = 0; y < height; y++) rgb.copy(lines, y * (width * 3 + 1) + 1, y * width * 3, (y + 1) * width * 3)
  const pixels = deflateSync(lines, { level: 1 })
  const parts = [chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]
  const missing = minBytes - parts.reduce((sum, part) => sum + part.length, 8)
  if (missing > 12) parts.splice(1, 0, chunk('paDd', Buffer.alloc(missing - 12)))
  return { type: 'image/png', data: Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]) }
}

function chunk(name: string, data: Buffer): Buffer {
  const framed = Buffer.alloc(data.length + 12)
  framed.writeUInt32BE(data.length, 0)
  framed.write(name, 4, 'latin1')
  data.copy(framed, 8)
  framed.writeUInt32BE(crc32(framed.subarray(4, data.length + 8)), data.length + 8)
  return framed
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

/** Node 18 has none of its own. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0)
  return ~crc >>> 0
}
