import { toPythonJson } from './python-json'

/** A picture in the form in which it goes over the wire. */
export interface Picture {
  readonly type: 'image/jpeg' | 'image/png'
  readonly data: Buffer
}

/** Which node a preview belongs to. */
export interface PreviewMetadata {
  readonly nodeId: string
  readonly promptId: string
}

const PREVIEW_IMAGE = 1
const TEXT = 3
const PREVIEW_IMAGE_WITH_METADATA = 4
const FORMATS = { 'image/jpeg': 1, 'image/png': 2 } as const

export function eventFrame(type: string, data: object): string {
  return toPythonJson({ type, data })
}

/** The preview that every client understands. */
export function previewFrame({ type, data }: Picture): Buffer {
  return Buffer.concat([uint32(PREVIEW_IMAGE), uint32(FORMATS[type]), data])
}

/** The preview for clients that have announced `supports_preview_metadata`. */
export function previewWithMetadataFrame({ nodeId, promptId }: PreviewMetadata, { type, data }: Picture): Buffer {
  const metadata = toPythonJson({
    node_id: nodeId,
    prompt_id: promptId,
    display_node_id: nodeId,
    parent_node_id: null,
    real_node_id: nodeId,
    image_type: type,
  })
  return Buffer.concat([uint32(PREVIEW_IMAGE_WITH_METADATA), uint32(metadata.length), Buffer.from(metadata), data])
}

export function textFrame(nodeId: string, text: string): Buffer {
  const node = Buffer.from(nodeId)
  return Buffer.concat([uint32(TEXT), uint32(node.length), node, Buffer.from(text)])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
