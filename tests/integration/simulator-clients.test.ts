import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, Workflow } from '@stable-canvas/comfyui-client'
import { ComfyUIClient } from 'comfy-ui-client'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { Simulator } from '../../src/simulator/simulator'
import { decodePng } from '../support/png'
import { colorPrompt, samplerPrompt, simulate } from '../support/simulator-client'

const MODEL = 'simulated-large.safetensors'

/** What comfy-ui-client takes for a prompt. */
type TheirPrompt = Parameters<ComfyUIClient['queuePrompt']>[0]

async function openStableCanvas(server: Simulator): Promise<Client> {
  const client = new Client({ api_host: `127.0.0.1:${server.port}`, WebSocket })
  onTestFinished(() => client.close())
  await client.connect()
  return client
}

/** The workflow that everybody begins with. */
function textToImage(seed: number): Workflow {
  const workflow = new Workflow()
  const { CheckpointLoaderSimple, CLIPTextEncode, EmptyLatentImage, KSampler, SaveImage, VAEDecode } = workflow.classes
  const [model, clip, vae] = CheckpointLoaderSimple({ ckpt_name: MODEL })
  const [latent] = EmptyLatentImage({ width: 128, height: 64, batch_size: 2 })
  const [positive] = CLIPTextEncode({ text: 'a lighthouse', clip: clip! })
  const [negative] = CLIPTextEncode({ text: 'blurry', clip: clip! })
  const [samples] = KSampler({
    model: model!,
    positive: positive!,
    negative: negative!,
    latent_image: latent!,
    seed,
    steps: 4,
    cfg: 7,
    sampler_name: 'euler',
    scheduler: 'normal',
    denoise: 1,
  })
  const [images] = VAEDecode({ samples: samples!, vae: vae! })
  SaveImage({ images: images!, filename_prefix: 'lighthouse' })
  return workflow
}

describe('@stable-canvas/comfyui-client', () => {
  it('draws a workflow, and hears of its progress', async () => {
    const server = await simulate({ stepMs: 20 })
    const client = await openStableCanvas(server)
    const steps: number[] = []
    const { images } = await textToImage(1).invoke(client, {
      progress: ({ value }) => steps.push(value),
    })
    expect(steps).toEqual([1, 2, 3, 4])
    expect(images.map((image) => image.type)).toEqual(['url', 'url'])
    const [first] = images
    const bytes = await fetch(first?.type === 'url' ? first.data : '').then((response) => response.arrayBuffer())
    expect(decodePng(Buffer.from(bytes))).toMatchObject({ width: 128, height: 64 })
    const { History: history } = await client.getHistory()
    expect(history).toMatchObject([{ status: { status_str: 'success' }, outputs: { '7': { images: [{}, {}] } } }])
    expect(await client.getQueue()).toEqual({ Running: [], Pending: [] })
  })

  it('draws without a socket, by asking again and again', async () => {
    const server = await simulate()
    const client = new Client({ api_host: `127.0.0.1:${server.port}`, WebSocket })
    const { images } = await textToImage(2).invoke_polling(client, { polling_ms: 20 })
    expect(images).toHaveLength(2)
  })

  it('shows previews', async () => {
    const server = await simulate()
    const client = await openStableCanvas(server)
    const previews: Promise<ArrayBuffer>[] = []
    client.on('b_preview', (preview: Blob) => previews.push(preview.arrayBuffer()))
    const done = new Promise<void>((resolve) => client.on('execution_success', () => resolve()))
    await client.fetchApi('/prompt', {
      method: 'POST',
      body: JSON.stringify({
        client_id: client.clientId,
        prompt: samplerPrompt(1),
        extra_data: { preview_method: 'auto' },
      }),
    })
    await done
    const pictures = (await Promise.all(previews)).map((bytes) => decodePng(Buffer.from(bytes)))
    expect(pictures.map(({ width }) => width)).toEqual([96, 96, 96])
  })

  it('says which node failed', async () => {
    const server = await simulate({ faults: { failJobs: true } })
    const client = await openStableCanvas(server)
    await expect(textToImage(3).invoke(client)).rejects.toThrow()
    expect(server.jobs).toMatchObject({ finished: 0, failed: 1 })
  })

  it('interrupts what runs and deletes what waits', async () => {
    const server = await simulate({ stepMs: 20 })
    const client = await openStableCanvas(server)
    const started = new Promise<string>((resolve) => client.on('execution_start', ({ prompt_id: id }) => resolve(id)))
    const interrupted = new Promise<string>((resolve) =>
      client.on('execution_interrupted', ({ prompt_id: id }) => resolve(id)),
    )
    await client.queuePrompt(0, { prompt: samplerPrompt(1, 10_000), workflow: {} })
    const waiting = (await client._enqueue_prompt(samplerPrompt(2))).prompt_id
    const running = await started
    expect(await client.getPromptStatus(waiting)).toEqual({ running: false, pending: true, done: false })
    await client.deleteItem('queue', waiting)
    await client.interrupt(running)
    expect(await interrupted).toBe(running)
  })

  it('knows what is installed, and keeps settings and files', async () => {
    const server = await simulate({ gpu: { name: 'NVIDIA RTX A4000', vramBytes: 2 ** 34 } })
    const client = await openStableCanvas(server)
    expect(await client.getSDModels()).toContain(MODEL)
    expect(await client.getSamplers()).toContain('euler')
    expect(await client.getEmbeddings()).toEqual([])
    expect(await client.getModels('checkpoints')).toMatchObject([{ name: MODEL, pathIndex: 0 }, {}])
    expect((await client.getSystemStats()).devices[0]?.name).toContain('RTX A4000')
    expect(await client.getUserConfig()).toEqual({ storage: 'server', migrated: true })
    await client.storeSetting('Comfy.Theme', 'dark')
    expect(await client.getSettings()).toEqual({ 'Comfy.Theme': 'dark' })
    await client.storeUserData('workflows/a.json', { nodes: [] }, { stringify: true })
    expect(await (await client.getUserData('workflows/a.json')).json()).toEqual({ nodes: [] })
  })
})

describe('comfy-ui-client', () => {
  async function open(server: Simulator): Promise<ComfyUIClient> {
    const client = new ComfyUIClient(`127.0.0.1:${server.port}`, 'somebody')
    await client.connect()
    onTestFinished(() => client.disconnect())
    return client
  }

  it('draws a prompt and saves its pictures', async () => {
    const server = await simulate({ stepMs: 30 })
    const client = await open(server)
    const images = await client.getImages(samplerPrompt(1) as TheirPrompt)
    expect(Object.keys(images)).toEqual(['3'])
    const folder = await mkdtemp(join(tmpdir(), 'simulator-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    await client.saveImages(images, folder)
    expect(decodePng(await readFile(join(folder, 'ComfyUI_00001_.png')))).toMatchObject({ width: 64, height: 64 })
  })

  it('uploads a picture and draws with it', async () => {
    const server = await simulate()
    const client = await open(server)
    const picture = Buffer.from('pixels')
    expect(await client.uploadImage(picture, 'photo.png')).toEqual({ name: 'photo.png', subfolder: '', type: 'input' })
    expect(await client.uploadImage(picture, 'photo.png', true)).toMatchObject({ name: 'photo.png' })
    const shown = await client.getImage('photo.png', '', 'input')
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(picture)
    const prompt = {
      '1': { class_type: 'LoadImage', inputs: { image: 'photo.png' } },
      '2': { class_type: 'PreviewImage', inputs: { images: ['1', 0] } },
    }
    expect(await client.queuePrompt(prompt as unknown as TheirPrompt)).toMatchObject({ number: 0, node_errors: {} })
  })

  it('hears why a prompt is refused', async () => {
    const client = await open(await simulate())
    const prompt = { '1': { class_type: 'LoadImage', inputs: { image: 'no.png' } } } as TheirPrompt
    await expect(client.queuePrompt(prompt)).rejects.toThrow('prompt_no_outputs')
  })

  it('reads the queue, the history and what is installed', async () => {
    const server = await simulate()
    const client = await open(server)
    const { prompt_id: id } = await client.queuePrompt(colorPrompt(1) as TheirPrompt)
    await expect.poll(() => server.jobs.finished).toBe(1)
    expect(await client.getHistory(id)).toMatchObject({ [id]: { status: { status_str: 'success', completed: true } } })
    expect(await client.getQueue()).toEqual({ queue_running: [], queue_pending: [] })
    expect(await client.getPrompt()).toEqual({ exec_info: { queue_remaining: 0 } })
    expect(await client.getObjectInfo('KSampler')).toHaveProperty('KSampler.input.required.steps')
    expect(await client.getSystemStats()).toMatchObject({ system: { os: 'linux' } })
    expect(await client.getExtensions()).toEqual([])
  })
})
