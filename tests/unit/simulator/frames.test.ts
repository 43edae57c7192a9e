import { describe, expect, it } from 'vitest'
import { eventFrame, previewFrame, previewWithMetadataFrame, textFrame } from '../../../src/simulator/frames'
import { finishedPicture, previewPicture, SMALL_JPEG, solidPicture } from '../../../src/simulator/images'
import { Float, toPythonJson } from '../../../src/simulator/python-json'
import { decodePng } from '../../support/png'

const TINY_PNG = Buffer.from(
  '89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a4944415478da6368000000820081da45083b0000000049454e44ae426082',
  'hex',
)

describe('binary frames', () => {
  it('of a preview: type, format, picture', () => {
    const frame = previewFrame({ type: 'image/png', data: TINY_PNG })
    expect(frame.length).toBe(75)
    expect(frame.toString('hex')).toBe(`0000000100000002${TINY_PNG.toString('hex')}`)
    expect(previewFrame(SMALL_JPEG).subarray(0, 8).toString('hex')).toBe('0000000100000001')
  })

  it('of a text: type, length of the node, node, text', () => {
    expect(textFrame('12', 'width: 64').toString('hex')).toBe('0000000300000002313277696474683a203634')
  })

  it('of a preview with metadata: type, length of the metadata, metadata, picture', () => {
    const frame = previewWithMetadataFrame({ nodeId: '3', promptId: 'p' }, SMALL_JPEG)
    const metadata =
      '{"node_id": "3", "prompt_id": "p", "display_node_id": "3", "parent_node_id": null, "real_node_id": "3", "image_type": "image/jpeg"}'
    expect(metadata.length).toBe(131)
    expect(frame.subarray(0, 8).toString('hex')).toBe('0000000400000083')
    expect(frame.subarray(8, 139).toString()).toBe(metadata)
    expect(frame.subarray(139)).toEqual(SMALL_JPEG.data)
  })
})

describe('text frames', () => {
  it('are JSON as Python writes it', () => {
    expect(eventFrame('status', { status: { exec_info: { queue_remaining: 0 } }, sid: 'c1f5' })).toBe(
      '{"type": "status", "data": {"status": {"exec_info": {"queue_remaining": 0}}, "sid": "c1f5"}}',
    )
    expect(toPythonJson([1.5, new Float(1), new Float(0.5), null, true, 'é 😀 "\n\u007f', {}, undefined])).toBe(
      '[1.5, 1.0, 0.5, null, true, "\\u00e9 \\ud83d\\ude00 \\"\\n\\u007f", {}, null]',
    )
  })
})

describe('pictures', () => {
  it('are PNGs of the colour and size that were asked for', () => {
    const { width, height, pixels } = decodePng(solidPicture(3, 2, 0x336699).data)
    expect([width, height]).toEqual([3, 2])
    expect(pixels.subarray(0, 4).toString('hex')).toBe('33669933')
  })

  it('are drawn no larger than anybody looks at, in the shape that was asked for', () => {
    expect(decodePng(solidPicture(2048, 1024, 1).data)).toMatchObject({ width: 256, height: 128 })
    expect(decodePng(solidPicture(16_384, 1, 1).data)).toMatchObject({ width: 256, height: 1 })
  })

  it('of a sampler change from step to step, and weigh what real ones weigh', () => {
    const steps = [0, 0.5, 1].map((done) => previewPicture(7, done).data)
    expect(new Set(steps.map((data) => data.toString('hex'))).size).toBe(3)
    for (const data of steps) {
      expect(data.length).toBeGreaterThanOrEqual(25_000)
      expect(data.length).toBeLessThanOrEqual(32_000)
      expect(decodePng(data)).toMatchObject({ width: 96, height: 96 })
    }
  })

  it('are the same for the same seed, others for another, and keep their shape', () => {
    expect(finishedPicture(1, 1024, 512).data).toEqual(finishedPicture(1, 1024, 512).data)
    expect(finishedPicture(1, 64, 64).data.equals(finishedPicture(2, 64, 64).data)).toBe(false)
    expect(decodePng(finishedPicture(1, 1024, 512).data)).toMatchObject({ width: 256, height: 128 })
  })
})
