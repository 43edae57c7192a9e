import { between, oneOf, type Random } from './random'

const SIZES = [512, 768, 1024] as const
const BOUNDARY = 'comfy-switchboard-demo'

/** The body of a POST /prompt without its client: a workflow with a sampler that shows previews. */
export function demoPrompt(random: Random): Record<string, unknown> {
  const size = oneOf(random, SIZES)
  const steps = Math.round(between(random, 16, 44))
  const seed = Math.floor(random() * 2 ** 31)
  return {
    prompt: {
      '1': { class_type: 'EmptyLatentImage', inputs: { width: size, height: size, batch_size: 1 } },
      '2': { class_type: 'KSampler', inputs: { latent_image: ['1', 0], steps, seed, cfg: 7 } },
      '3': { class_type: 'SaveImage', inputs: { images: ['2', 0], filename_prefix: 'ComfyUI' } },
    },
    extra_data: { preview_method: 'latent2rgb', extra_pnginfo: { workflow: { id: 'demo', nodes: [], links: [] } } },
  }
}

/** The body of a POST /upload/image: some bytes that stand for a photograph. */
export function demoPicture(random: Random): { type: string; data: Buffer } {
  const name = `photo-${Math.floor(random() * 900 + 100)}.png`
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="image"; filename="${name}"\r\nContent-Type: image/png\r\n\r\n`
  const content = Buffer.alloc(Math.round(between(random, 200_000, 1_500_000)), 7)
  const data = Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)])
  return { type: `multipart/form-data; boundary=${BOUNDARY}`, data }
}
