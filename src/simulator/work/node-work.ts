import { pathInside } from '../files/file-store'
import type { Picture } from '../frames'
import { previewPicture } from '../images'
import { asText } from '../python-json'
import type { NodeOutput, OutputImage } from './history'
import type { PromptNode } from './job'
import { NODE_CLASSES } from './node-catalogue'
import { numberOf, picturesFor, seedOf, sizeFor } from './node-pictures'
import type { RunContext, RunView } from './run-context'

/** What a node does while it runs. */
export class NodeWork {
  readonly #run: RunView
  readonly #context: RunContext

  constructor(run: RunView, context: RunContext) {
    this.#run = run
    this.#context = context
  }

  /** @param fail called when the node is to fail, at the place where it does */
  *run(id: string, node: PromptNode, fail: (() => never) | undefined): Generator<number, NodeOutput | undefined> {
    if (NODE_CLASSES.get(node.class_type)?.isSampler === true) {
      yield* this.#sample(id, node, fail)
      return undefined
    }
    // Not before others had their turn: so much time passes in any node.
    yield 0
    this.#run.boundary()
    fail?.()
    switch (node.class_type) {
      case 'SaveImage':
        return this.#save(id, 'output', asText(node.inputs.filename_prefix ?? 'ComfyUI'))
      case 'PreviewImage':
        return this.#save(id, 'temp', `ComfyUI_temp_${this.#context.tempPrefix}`)
      case 'SaveImageWebsocket':
        this.#sendPictures(id)
        return undefined
      case 'GetImageSize':
        this.#sendSize(id)
        return undefined
      default:
        return undefined
    }
  }

  *#sample(id: string, node: PromptNode, fail: (() => never) | undefined): Generator<number, void> {
    const { options, model } = this.#context
    if (!model.isLoaded && options.modelLoadMs > 0) yield options.modelLoadMs
    model.isLoaded = true
    const steps = Math.max(1, Math.round(numberOf(node, 'steps', options.steps)))
    const seed = seedOf(node)
    const { preview_method: method = 'default' } = this.#run.job.extraData
    const hasPreviews = !['default', 'none'].includes(asText(method))
    for (let step = 1; step <= steps; step++) {
      yield options.stepMs
      this.#run.boundary()
      if (fail !== undefined && step > steps / 2) fail()
      this.#step(id, step, steps, hasPreviews ? previewPicture(seed, step / steps) : undefined)
    }
  }

  /** One step as everybody sees it: the bars, the picture, the old form of the bars. */
  #step(id: string, value: number, max: number, picture: Picture | undefined): void {
    const { job, owner } = this.#run
    const { sockets } = this.#context
    this.#run.progress(id, value, max)
    if (picture !== undefined) sockets.sendPreview({ nodeId: id, promptId: job.id }, picture, owner)
    sockets.send('progress', { value, max, prompt_id: job.id, node: id }, owner)
  }

  #sendPictures(id: string): void {
    const pictures = picturesFor(this.#run.job.prompt, id, this.#context.files)
    for (const [index, picture] of pictures.entries()) this.#step(id, index + 1, pictures.length, picture)
  }

  #sendSize(id: string): void {
    const [width, height] = sizeFor(this.#run.job.prompt, id, this.#context.files)
    this.#context.sockets.sendText(id, `width: ${width}, height: ${height}\n batch size: 1`)
  }

  #save(id: string, type: OutputImage['type'], prefix: string): NodeOutput {
    const { files } = this.#context
    const path = pathInside('', prefix)
    if (path === undefined) throw new Error('pictures are saved inside the output folder only')
    const slash = path.lastIndexOf('/')
    const [subfolder, stem] = [path.slice(0, Math.max(0, slash)), path.slice(slash + 1)]
    const taken = files.list(type, subfolder).map(([name]) => numberIn(name, stem))
    let counter = Math.max(0, ...taken)
    const images = picturesFor(this.#run.job.prompt, id, files).map(({ data }) => {
      counter += 1
      const filename = `${stem}_${String(counter).padStart(5, '0')}_.png`
      files.put(type, subfolder === '' ? filename : `${subfolder}/${filename}`, data)
      return { filename, subfolder, type }
    })
    return { images }
  }
}

/** The number that a saved picture has in its name. */
function numberIn(name: string, stem: string): number {
  if (!name.startsWith(`${stem}_`)) return 0
  return Number(/^(\d+)_/.exec(name.slice(stem.length + 1))?.[1] ?? 0)
}
