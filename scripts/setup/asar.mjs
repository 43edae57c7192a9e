/**
 * A minimal asar archive of small files: Electron and its packager both want `default_app.asar` to be a file.
 * Layout: two pickles (length-prefixed, padded to four bytes), the second of them the JSON header, then the contents.
 * @param {ReadonlyMap<string, Buffer>} files by name, without folders
 */
export function packAsar(files) {
  /** @type {Record<string, { size: number, offset: string }>} */
  const entries = {}
  let offset = 0
  for (const [name, content] of files) {
    entries[name] = { size: content.length, offset: String(offset) }
    offset += content.length
  }
  const json = Buffer.from(JSON.stringify({ files: entries }))
  const paddedLength = Math.ceil(json.length / 4) * 4
  const head = Buffer.alloc(16 + paddedLength)
  head.writeUInt32LE(4, 0)
  head.writeUInt32LE(8 + paddedLength, 4)
  head.writeUInt32LE(4 + paddedLength, 8)
  head.writeUInt32LE(json.length, 12)
  json.copy(head, 16)
  return Buffer.concat([head, ...files.values()])
}
