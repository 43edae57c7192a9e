import type { FileStore } from '../files/file-store'
import type { Picture } from '../frames'
import { finishedPicture, solidPicture } from '../images'
import { asText } from '../python-json'
import { type Prompt, type PromptNode, upstreamOf } from './job'

/** The pictures that a node gets through one of its inputs: as many as the batch at their source has. */
export function picturesFor(prompt: Prompt, id: string, files: FileStore): Picture[] {
  const path = upstreamOf(prompt, id).flatMap((each) => prompt[each] ?? [])
  const drawn = path.find((node) => node.class_type === 'EmptyImage')
  if (drawn !== undefined) {
    const color = numberOf(drawn, 'color', 0)
    return repeat(drawn, () => solidPicture(sideOf(drawn, 'width'), sideOf(drawn, 'height'), color))
  }
  const sampler = path.find((node) => node.class_type === 'KSampler')
  const loaded = path.find((node) => node.class_type === 'LoadImage')
  const file = loaded && files.get('input', asText(loaded.inputs.image))
  if (sampler === undefined && file !== undefined) return [{ type: 'image/png', data: file.data }]
  const latent = path.find((node) => node.class_type === 'EmptyLatentImage')
  const seed = seedOf(sampler)
  return repeat(latent, (index) => finishedPicture(seed + index, sideOf(latent, 'width'), sideOf(latent, 'height')))
}

/** What a sampler's noise grows from. */
export function seedOf(sampler: PromptNode | undefined): number {
  return Math.abs(numberOf(sampler, 'seed', 1)) % 2 ** 31
}

/** The value of an input, where it has a number of its own. */
export function numberOf(node: PromptNode | undefined, input: string, fallback: number): number {
  const value = node?.inputs[input]
  return typeof value === 'number' ? value : fallback
}

function sideOf(node: PromptNode | undefined, input: string): number {
  return Math.min(2048, Math.max(1, numberOf(node, input, 512)))
}

function repeat(source: PromptNode | undefined, draw: (index: number) => Picture): Picture[] {
  const count = Math.min(16, Math.max(1, numberOf(source, 'batch_size', 1)))
  return Array.from({ length: count }, (_, index) => draw(index))
}
