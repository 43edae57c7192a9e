/** `[type or choices, settings]`, as object_info has it. */
export type InputSpec = readonly [string | readonly string[], Readonly<Record<string, unknown>>?]

export interface NodeClass {
  readonly required: Readonly<Record<string, InputSpec>>
  readonly output: readonly string[]
  readonly displayName: string
  readonly category: string
  readonly isOutput?: boolean
  /** Takes its time, step by step, and has pictures to show meanwhile. */
  readonly isSampler?: boolean
}

const CHECKPOINTS = ['simulated-large.safetensors', 'simulated-small.safetensors']

/** The models in each folder. */
export const MODELS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries<readonly string[]>({
    checkpoints: CHECKPOINTS,
    clip: [],
    configs: [],
    controlnet: [],
    diffusion_models: [],
    embeddings: [],
    loras: ['simulated-ink.safetensors'],
    text_encoders: [],
    upscale_models: [],
    vae: ['simulated-vae.safetensors'],
  }),
)

const SAMPLERS = ['euler', 'euler_ancestral', 'heun', 'dpmpp_2m', 'dpmpp_2m_sde', 'ddim', 'uni_pc']
const SCHEDULERS = ['simple', 'normal', 'karras', 'exponential', 'sgm_uniform', 'beta']
const side = { default: 512, min: 16, max: 16_384, step: 8 }
const batch = { default: 1, min: 1, max: 4096 }
const SAMPLER_INPUTS: NodeClass['required'] = {
  model: ['MODEL'],
  seed: ['INT', { default: 0, min: 0, max: 18_446_744_073_709_552_000, control_after_generate: true }],
  steps: ['INT', { default: 20, min: 1, max: 10_000 }],
  cfg: ['FLOAT', { default: 8, min: 0, max: 100, step: 0.1, round: 0.01 }],
  sampler_name: [SAMPLERS],
  scheduler: [SCHEDULERS],
  positive: ['CONDITIONING'],
  negative: ['CONDITIONING'],
  latent_image: ['LATENT'],
  denoise: ['FLOAT', { default: 1, min: 0, max: 1, step: 0.01 }],
}

/** The nodes that this server has: what it takes to draw something, and to draw without a model. */
export const NODE_CLASSES: ReadonlyMap<string, NodeClass> = new Map(
  Object.entries<NodeClass>({
    CheckpointLoaderSimple: {
      required: { ckpt_name: [CHECKPOINTS] },
      output: ['MODEL', 'CLIP', 'VAE'],
      displayName: 'Load Checkpoint',
      category: 'loaders',
    },
    CLIPTextEncode: {
      required: { text: ['STRING', { multiline: true, dynamicPrompts: true }], clip: ['CLIP'] },
      output: ['CONDITIONING'],
      displayName: 'CLIP Text Encode (Prompt)',
      category: 'conditioning',
    },
    EmptyImage: {
      required: {
        width: ['INT', { ...side, min: 1, step: 1 }],
        height: ['INT', { ...side, min: 1, step: 1 }],
        batch_size: ['INT', batch],
        color: ['INT', { default: 0, min: 0, max: 0xffffff, step: 1, display: 'color' }],
      },
      output: ['IMAGE'],
      displayName: 'EmptyImage',
      category: 'image',
    },
    EmptyLatentImage: {
      required: { width: ['INT', side], height: ['INT', side], batch_size: ['INT', batch] },
      output: ['LATENT'],
      displayName: 'Empty Latent Image',
      category: 'latent',
    },
    GetImageSize: {
      required: { image: ['IMAGE'] },
      output: ['INT', 'INT', 'INT'],
      displayName: 'Get Image Size',
      category: 'image',
    },
    ImageInvert: { required: { image: ['IMAGE'] }, output: ['IMAGE'], displayName: 'Invert Image', category: 'image' },
    KSampler: {
      required: SAMPLER_INPUTS,
      output: ['LATENT'],
      displayName: 'KSampler',
      category: 'sampling',
      isSampler: true,
    },
    LoadImage: {
      required: { image: [[], { image_upload: true }] },
      output: ['IMAGE', 'MASK'],
      displayName: 'Load Image',
      category: 'image',
    },
    PreviewImage: {
      required: { images: ['IMAGE'] },
      output: [],
      displayName: 'Preview Image',
      category: 'image',
      isOutput: true,
    },
    SaveImage: {
      required: { images: ['IMAGE'], filename_prefix: ['STRING', { default: 'ComfyUI' }] },
      output: [],
      displayName: 'Save Image',
      category: 'image',
      isOutput: true,
    },
    SaveImageWebsocket: {
      required: { images: ['IMAGE'] },
      output: [],
      displayName: 'SaveImageWebsocket',
      category: 'api/image',
      isOutput: true,
    },
    VAEDecode: {
      required: { samples: ['LATENT'], vae: ['VAE'] },
      output: ['IMAGE'],
      displayName: 'VAE Decode',
      category: 'latent',
    },
  }),
)

/** @param inputFiles what LoadImage has to choose from */
export function describeNode(name: string, inputFiles: readonly string[]): object | undefined {
  const node = NODE_CLASSES.get(name)
  if (node === undefined) return undefined
  const required = name === 'LoadImage' ? { image: [inputFiles, { image_upload: true }] } : node.required
  return {
    input: { required },
    input_order: { required: Object.keys(required) },
    output: node.output,
    output_is_list: node.output.map(() => false),
    output_name: node.output,
    name,
    display_name: node.displayName,
    description: '',
    python_module: 'nodes',
    category: node.category,
    output_node: node.isOutput === true,
  }
}
