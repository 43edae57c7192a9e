import { createHash } from 'node:crypto'
import { asText } from '../python-json'
import type { NodeOutput } from './history'
import { dependencyOrder, linkedNode, type Prompt } from './job'

/** What the last prompt's nodes made: a node that is asked for the same again has nothing to do. */
export class ResultCache {
  #results = new Map<string, NodeOutput | undefined>()

  /** Ids of the nodes that need not run. */
  hits(signatures: ReadonlyMap<string, string>): string[] {
    return [...signatures].filter(([, signature]) => this.#results.has(signature)).map(([id]) => id)
  }

  get(signature: string | undefined): NodeOutput | undefined {
    return signature === undefined ? undefined : this.#results.get(signature)
  }

  add(signature: string | undefined, output: NodeOutput | undefined): void {
    if (signature !== undefined) this.#results.set(signature, output)
  }

  /** Forgets what this prompt does not have. */
  keepOnly(signatures: ReadonlyMap<string, string>): void {
    const kept = new Set(signatures.values())
    for (const signature of this.#results.keys()) if (!kept.has(signature)) this.#results.delete(signature)
  }
}

/** For each node a hash of all that its result depends on. @param fileMark changes when an input file does */
export function signaturesOf(prompt: Prompt, fileMark: (name: string) => string): Map<string, string> {
  const signatures = new Map<string, string>()
  for (const id of dependencyOrder(prompt, Object.keys(prompt))) {
    const node = prompt[id]
    if (node === undefined) continue
    const inputs = Object.entries(node.inputs).map(([name, value]) => {
      const linked = linkedNode(value)
      return [name, linked === undefined ? value : [signatures.get(linked) ?? linked, (value as unknown[])[1]]]
    })
    const mark = node.class_type === 'LoadImage' ? fileMark(asText(node.inputs.image)) : ''
    const text = JSON.stringify([node.class_type, mark, inputs])
    signatures.set(id, createHash('sha1').update(text).digest('hex'))
  }
  return signatures
}
