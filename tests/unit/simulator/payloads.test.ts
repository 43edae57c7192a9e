import { describe, expect, it } from 'vitest'
import { completeOptions } from '../../../src/simulator/options'
import { execInfo, features, systemStats } from '../../../src/simulator/payloads'
import { toPythonJson } from '../../../src/simulator/python-json'

/** The shape of a value: names and types. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shapeOf(member)]))
}

describe('payloads', () => {
  it('of the load: 37 bytes', () => {
    expect(toPythonJson(execInfo(0))).toBe('{"exec_info": {"queue_remaining": 0}}')
    expect(toPythonJson(execInfo(0))).toHaveLength(37)
  })

  it('of the features: 114 bytes', () => {
    expect(toPythonJson(features(104857600))).toHaveLength(114)
  })

  it('of system_stats: every field of 0.8.0, and no other', () => {
    const stats = systemStats(completeOptions({ name: 'Studio A' }), 8188)
    expect(shapeOf(stats)).toEqual({
      system: {
        os: 'string',
        ram_total: 'number',
        ram_free: 'number',
        comfyui_version: 'string',
        required_frontend_version: 'string',
        installed_templates_version: 'string',
        required_templates_version: 'string',
        python_version: 'string',
        pytorch_version: 'string',
        embedded_python: 'boolean',
        argv: ['string', 'string', 'string', 'string', 'string', 'string', 'string'],
      },
      devices: [
        {
          name: 'string',
          type: 'string',
          index: 'number',
          vram_total: 'number',
          vram_free: 'number',
          torch_vram_total: 'number',
          torch_vram_free: 'number',
        },
      ],
    })
    expect(stats).toMatchObject({
      system: { argv: ['main.py', '--listen', '127.0.0.1', '--port', '8188', '--base-directory', 'Studio A'] },
    })
  })

  it('say the card and the version that were asked for', () => {
    const options = completeOptions({ gpu: { name: 'NVIDIA RTX A4000', vramBytes: 2 ** 34 }, version: 'newer' })
    expect(systemStats(options, 1)).toMatchObject({
      system: { comfyui_version: expect.not.stringMatching(/^0\.8/) as string },
      devices: [{ name: 'cuda:0 NVIDIA RTX A4000 : cudaMallocAsync', vram_total: 2 ** 34 }],
    })
  })
})
