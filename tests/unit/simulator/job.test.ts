import { describe, expect, it } from 'vitest'
import { circularNodes, dependencyOrder, type Prompt, readPrompt } from '../../../src/simulator/work/job'
import { signaturesOf } from '../../../src/simulator/work/result-cache'

/** Each node with those that it takes something from. */
function promptOf(links: Readonly<Record<string, readonly string[]>>): Prompt {
  const nodes = Object.entries(links).map(([id, from]) => [
    id,
    { class_type: 'Any', inputs: Object.fromEntries(from.map((each, index) => [`in${index}`, [each, 0]])) },
  ])
  return readPrompt(Object.fromEntries(nodes))
}

/** Each node takes two things from the one before it. */
function chainOf(length: number, seed = 1): Prompt {
  const nodes = Array.from({ length }, (_, index) => [
    String(index),
    { class_type: 'Any', inputs: index === 0 ? { seed } : { a: [String(index - 1), 0], b: [String(index - 1), 1] } },
  ])
  return readPrompt(Object.fromEntries(nodes))
}

function signaturesIn(prompt: Prompt): Map<string, string> {
  return signaturesOf(prompt, () => '')
}

describe('the order of nodes', () => {
  it('has each node after those that it takes something from, in the order of its inputs', () => {
    const prompt = promptOf({ out: ['c', 'a'], a: ['b'], b: [], c: ['b', 'd'], d: [], unused: [] })
    expect(dependencyOrder(prompt, ['out'])).toEqual(['b', 'd', 'c', 'a', 'out'])
  })

  it('has a node once, also when it is asked for twice', () => {
    const prompt = promptOf({ a: ['c'], b: ['c', 'a'], c: [] })
    expect(dependencyOrder(prompt, ['a', 'b', 'a'])).toEqual(['c', 'a', 'b'])
  })

  it('ends where nodes go round in circles, and says where that is', () => {
    const prompt = promptOf({ out: ['a'], a: ['b'], b: ['a', 'self'], self: ['self'] })
    const order = dependencyOrder(prompt, ['out'])
    expect(order).toEqual(['self', 'b', 'a', 'out'])
    expect(circularNodes(prompt, order)).toEqual(['self', 'b'])
    expect(circularNodes(chainOf(3), dependencyOrder(chainOf(3), ['2']))).toEqual([])
  })

  it('is found in a chain of any length', () => {
    expect(dependencyOrder(chainOf(50_000), ['49999'])).toHaveLength(50_000)
  })
})

describe('signatures', () => {
  it('are as short at the end of a long chain as at its start', () => {
    const lengths = [...signaturesIn(chainOf(50_000)).values()].map((signature) => signature.length)
    expect(lengths).toHaveLength(50_000)
    expect(new Set(lengths).size).toBe(1)
  })

  it('change with everything that the node depends on, however far away', () => {
    const last = (prompt: Prompt) => signaturesIn(prompt).get('99')
    expect(last(chainOf(100))).toBe(last(chainOf(100)))
    expect(last(chainOf(100, 2))).not.toBe(last(chainOf(100)))
  })

  it('change with the file that a node loads', () => {
    const prompt = readPrompt({ '1': { class_type: 'LoadImage', inputs: { image: 'a.png' } } })
    const signature = (mark: string) => signaturesOf(prompt, (name) => `${name} ${mark}`).get('1')
    expect(signature('old')).not.toBe(signature('new'))
  })

  it('do not depend on the ids of nodes', () => {
    const signatures = signaturesIn(promptOf({ a: ['b'], b: [], c: ['d'], d: [] }))
    expect([signatures.get('a'), signatures.get('b')]).toEqual([signatures.get('c'), signatures.get('d')])
  })
})

describe('a prompt', () => {
  it('has the nodes that it was given, and none of the names that every object has', () => {
    const prompt = readPrompt(JSON.parse('{"1":{"inputs":{}},"__proto__":{"inputs":{}}}'))
    expect(Object.keys(prompt)).toEqual(['1', '__proto__'])
    expect(['constructor' in prompt, 'toString' in prompt]).toEqual([false, false])
  })
})
