import { asText, Float } from '../python-json'

/** A node of a prompt. */
export interface PromptNode {
  readonly class_type: string
  readonly inputs: Readonly<Record<string, unknown>>
}

export type Prompt = Readonly<Record<string, PromptNode>>

/** A prompt that was accepted. */
export interface Job {
  /** Its place in the queue: a counter, or what the client wished for. */
  readonly number: number
  readonly isNumberGiven: boolean
  readonly id: string
  readonly prompt: Prompt
  readonly extraData: Readonly<Record<string, unknown>>
  readonly outputs: readonly string[]
}

/** Whom the events of a job are for: `undefined` is nobody in particular, and then some of them are for everybody. */
export function ownerOf({ extraData }: Job): string | undefined {
  const { client_id: clientId } = extraData
  return clientId === undefined || clientId === null ? undefined : asText(clientId)
}

/** `[number, prompt_id, prompt, extra_data, outputs_to_execute]`, as the queue and the history show it. */
export function jobItem({ number, isNumberGiven, id, prompt, extraData, outputs }: Job): readonly unknown[] {
  return [isNumberGiven ? new Float(number) : number, id, prompt, extraData, outputs]
}

/** The node whose output an input takes; `undefined` when the input has a value of its own. */
export function linkedNode(input: unknown): string | undefined {
  if (!Array.isArray(input) || input.length !== 2 || typeof input[1] !== 'number') return undefined
  return String(input[0])
}

/** A node and all that it takes anything from, nearest first. */
export function upstreamOf(prompt: Prompt, id: string): string[] {
  const found = new Set([id])
  // Grows while it is walked.
  for (const each of found) for (const linked of linksOf(prompt, each)) found.add(linked)
  return [...found]
}

/**
 * Nodes and all that they take anything from, each after what it takes, as far as that can be. Calls no function for each
 * link: a chain may be longer than the stack is deep.
 */
export function dependencyOrder(prompt: Prompt, ids: readonly string[]): string[] {
  const order = new Set<string>()
  const entered = new Set<string>()
  const path = [...ids].reverse()
  for (let id = path.at(-1); id !== undefined; id = path.at(-1)) {
    if (entered.has(id)) {
      order.add(id)
      path.pop()
      continue
    }
    entered.add(id)
    for (const linked of linksOf(prompt, id).reverse()) if (!entered.has(linked)) path.push(linked)
  }
  return [...order]
}

/** The nodes with which a {@link dependencyOrder} closes a circle: they take something from what is not before them. */
export function circularNodes(prompt: Prompt, order: readonly string[]): string[] {
  const before = new Set<string>()
  return order.filter((id) => {
    const isCircular = linksOf(prompt, id).some((linked) => !before.has(linked))
    before.add(id)
    return isCircular
  })
}

function linksOf(prompt: Prompt, id: string): string[] {
  return Object.values(prompt[id]?.inputs ?? {}).flatMap((input) => linkedNode(input) ?? [])
}

/**
 * @returns the prompt as an object that has nothing but its nodes: others know a `constructor` as well
 * @throws TypeError when the value has not the shape of a prompt, which the server answers like any fault of its own
 */
export function readPrompt(value: unknown): Prompt {
  if (typeof value !== 'object' || value === null) throw new TypeError('a prompt is an object')
  for (const node of Object.values(value as Record<string, Partial<PromptNode> | null>))
    if (typeof node?.inputs !== 'object' || node.inputs === null) throw new TypeError('a node has inputs')
  return Object.assign(Object.create(null) as Prompt, value)
}
