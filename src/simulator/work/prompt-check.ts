import { asText } from '../python-json'
import { circularNodes, dependencyOrder, linkedNode, type Prompt, type PromptNode } from './job'
import { type InputSpec, NODE_CLASSES } from './node-catalogue'

export interface PromptError {
  readonly type: string
  readonly message: string
  readonly details: string
  readonly extra_info: Readonly<Record<string, unknown>>
}

export interface NodeErrors {
  readonly errors: readonly PromptError[]
  readonly dependent_outputs: readonly string[]
  readonly class_type: string
}

/** What came of looking at a prompt: its outputs that can be made, or why there are none. */
export interface PromptVerdict {
  readonly outputs: readonly string[]
  readonly error: PromptError | undefined
  /** Also of a prompt that is taken, when only a part of its outputs is. */
  readonly nodeErrors: Readonly<Record<string, NodeErrors>>
}

/** A sampler here works without a model: a prompt may be as short as the one who writes it likes. */
const MAY_BE_LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  KSampler: ['model', 'positive', 'negative', 'seed', 'steps', 'cfg', 'sampler_name', 'scheduler', 'denoise'],
}

/**
 * @param targets the outputs that are wanted; all of them when there are none
 * @param hasInput whether an input file is there
 */
export function checkPrompt(
  prompt: Prompt,
  targets: readonly string[] | undefined,
  hasInput: (name: string) => boolean,
): PromptVerdict {
  const unknown = Object.entries(prompt).find(([, node]) => classOf(node) === undefined)
  if (unknown !== undefined) return refused(unknownClass(...unknown))
  const outputs = Object.entries(prompt)
    .filter(([id, node]) => classOf(node)?.isOutput === true && (targets?.includes(id) ?? true))
    .map(([id]) => id)
  if (outputs.length === 0) return refused(promptError('prompt_no_outputs', 'The prompt has no output node', ''))
  const faults = new Map<string, NodeErrors>()
  const good = outputs.filter((output) => {
    const faulty = problemsBehind(prompt, output, hasInput)
    for (const [id, errors] of faulty) {
      const dependents = [...(faults.get(id)?.dependent_outputs ?? []), output]
      faults.set(id, { errors, dependent_outputs: dependents, class_type: prompt[id]?.class_type ?? '' })
    }
    return faulty.length === 0
  })
  const nodeErrors = Object.fromEntries(faults)
  if (good.length > 0) return { outputs: good, error: undefined, nodeErrors }
  const error = promptError('prompt_outputs_failed_validation', 'No output of the prompt can be made', '')
  return { outputs: [], error, nodeErrors }
}

export function promptError(type: string, message: string, details: string, extra: object = {}): PromptError {
  return { type, message, details, extra_info: { ...extra } }
}

function refused(error: PromptError): PromptVerdict {
  return { outputs: [], error, nodeErrors: {} }
}

function classOf(node: PromptNode | undefined) {
  return typeof node?.class_type === 'string' ? NODE_CLASSES.get(node.class_type) : undefined
}

function unknownClass(id: string, node: PromptNode): PromptError {
  const { class_type: name } = node
  const message = name === undefined ? 'A node has no class_type' : `There is no node class ${name}`
  return promptError('invalid_prompt', message, `Node ID '#${id}'`)
}

/** What is wrong with an output and all that it takes anything from. */
function problemsBehind(
  prompt: Prompt,
  output: string,
  hasInput: (name: string) => boolean,
): [id: string, errors: PromptError[]][] {
  const order = dependencyOrder(prompt, [output])
  const circular = new Set(circularNodes(prompt, order))
  return order.flatMap((id) => {
    const errors = nodeProblems(prompt, prompt[id], hasInput)
    // There the check itself goes round in circles until Python stops it.
    if (circular.has(id)) errors.unshift(promptError('exception_during_inner_validation', 'Nodes in a circle', id))
    return errors.length === 0 ? [] : [[id, errors]]
  })
}

function nodeProblems(
  prompt: Prompt,
  node: PromptNode | undefined,
  hasInput: (name: string) => boolean,
): PromptError[] {
  if (node === undefined) return [promptError('exception_during_validation', 'A linked node is not there', '')]
  const { class_type: name, inputs } = node
  const required = Object.entries(classOf(node)?.required ?? {})
  return required.flatMap(([input, spec]) => {
    const value = inputs[input]
    if (value === undefined) {
      if (MAY_BE_LEFT_OUT[name]?.includes(input) === true) return []
      return [promptError('required_input_missing', 'A required input is missing', input, { input_name: input })]
    }
    const linked = linkedNode(value)
    if (linked !== undefined && prompt[linked] !== undefined) return []
    if (name === 'LoadImage') return hasInput(asText(value)) ? [] : [invalidImage(asText(value))]
    return valueProblems(input, value, spec)
  })
}

function invalidImage(file: string): PromptError {
  const details = `image - Invalid image file: ${file}`
  return promptError('custom_validation_failed', 'A node does not take its input', details, { input_name: 'image' })
}

function valueProblems(input: string, value: unknown, [type, settings = {}]: InputSpec): PromptError[] {
  const extra = { input_name: input, input_config: [type, settings], received_value: value }
  if (typeof type !== 'string') {
    if (type.includes(asText(value))) return []
    const details = `${input}: '${asText(value)}' not in [${type.map((choice) => `'${choice}'`).join(', ')}]`
    return [promptError('value_not_in_list', 'A value is not in the list', details, extra)]
  }
  if (type === 'STRING') return []
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value)
  if (!['INT', 'FLOAT'].includes(type) || Number.isNaN(number))
    return [promptError('invalid_input_type', `A value cannot be made ${type}`, `${input}, ${asText(value)}`, extra)]
  if (typeof settings.min === 'number' && number < settings.min)
    return [promptError('value_smaller_than_min', `A value is below ${settings.min}`, input, extra)]
  if (typeof settings.max === 'number' && number > settings.max)
    return [promptError('value_bigger_than_max', `A value is above ${settings.max}`, input, extra)]
  return []
}
