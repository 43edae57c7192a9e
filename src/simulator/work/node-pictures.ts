import type { FileStore } from '../files/file-store'
import type { Picture } from '../frames'
import { finishedPicture, solidPicture } from '../images'
import { asText } from '../python-json'
import { type Prompt, type PromptNode, upstreamOf } from './job'

/** Where the pictures of a node come from. */
interface Sources {
  readonly drawn: PromptNode | undefined
  readonly sampler: PromptNode | undefined
  readonly latent: PromptNode | undefined
  /** What was loaded, when it is shown as it is. */
  readonly file: Buffer | undefined
}

/** The pictures that a node gets through one of its inputs: as many as the batch at their source has. */
export function picturesFor(prompt: Prompt, id: string, files: FileStore): Picture[] {
  const { drawn, sampler, latent, file } = sourcesOf(prompt, id, files)
  if (drawn !== undefined) {
    const picture = solidPicture(sideOf(drawn, 'width'), sideOf(drawn, 'height'), numberOf(drawn, 'color', 0))
    return repeat(drawn, () => picture)
  }
  if (file !== undefined) return [{ type: 'image/png', data: file }]
  const seed = seedOf(sampler)
  return repeat(latent, (index) => finishedPicture(seed + index, sideOf(latent, 'width'), sideOf(latent, 'height')))
}

/** Width and height of those pictures: as they were asked for, though they may be drawn smaller. */
export function sizeFor(prompt: Prompt, id: string, files: FileStore): readonly [width: number, height: number] {
  const { drawn, latent, file } = sourcesOf(prompt, id, files)
  // A PNG says its size at a fixed place.
  if (drawn === undefined && file !== undefined) return [file.readUInt32BE(16), file.readUInt32BE(20)]
  const source = drawn ?? latent
  return [sideOf(source, 'width'), sideOf(source, 'height')]
}

function sourcesOf(prompt: Prompt, id: string, files: FileStore): Sources {
  const path = upstreamOf(prompt, id).flatMap((each) => prompt[each] ?? [])
  const find = (name: string) => path.find((node) => node.class_type === name)
  const [sampler, loaded] = [find('KSampler'), find('LoadImage')]
  const file = loaded && files.get('input', asText(loaded.inputs.image))?.data
  return {
    drawn: find('EmptyImage'),
    sampler,
    latent: find('EmptyLatentImage'),
    file: sampler === undefined ? file : undefined,
  }
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
  return Math.max(1, Math.round(numberOf(node, input, 512)))
}

function repeat(source: PromptNode | undefined, draw: (index: number) => Picture): Picture[] {
  const count = Math.min(16, Math.max(1, numberOf(source, 'batch_size', 1)))
  return Array.from({ length: count }, (_, index) => draw(index))
}
