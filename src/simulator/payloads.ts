import type { CompleteOptions } from './options'

const VERSIONS = { '0.8.0': '0.8.0', newer: '0.33.0' } as const

export function execInfo(queueRemaining: number): object {
  return { exec_info: { queue_remaining: queueRemaining } }
}

export function features(maxUploadBytes: number): object {
  return {
    supports_preview_metadata: true,
    max_upload_size: maxUploadBytes,
    extension: { manager: { supports_v4: true } },
  }
}

/** @param port the real one */
export function systemStats({ name, host, gpu, version }: CompleteOptions, port: number): object {
  return {
    system: {
      os: 'linux',
      ram_total: 134_865_780_736,
      ram_free: 101_203_083_264,
      comfyui_version: VERSIONS[version],
      required_frontend_version: '1.35.9',
      installed_templates_version: '0.7.67',
      required_templates_version: '0.7.67',
      python_version: '3.12.3 (main, Nov  6 2025, 13:44:16) [GCC 13.3.0]',
      pytorch_version: '2.9.1+cu128',
      embedded_python: false,
      argv: ['main.py', '--listen', host, '--port', String(port), '--base-directory', name],
    },
    devices: [
      {
        name: `cuda:0 ${gpu.name} : cudaMallocAsync`,
        type: 'cuda',
        index: 0,
        vram_total: gpu.vramBytes,
        vram_free: Math.round(gpu.vramBytes * 0.9),
        torch_vram_total: 1_308_622_848,
        torch_vram_free: 42_991_616,
      },
    ],
  }
}
