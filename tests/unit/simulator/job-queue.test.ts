import { describe, expect, it } from 'vitest'
import type { Job } from '../../../src/simulator/work/job'
import { JobQueue } from '../../../src/simulator/work/job-queue'

function job(number: number, id = `job ${number}`): Job {
  return { number, isNumberGiven: false, id, prompt: {}, extraData: {}, outputs: [] }
}

function queueOf(...jobs: Job[]): JobQueue {
  const queue = new JobQueue()
  for (const each of jobs) queue.push(each)
  return queue
}

function drain(queue: JobQueue): string[] {
  const ids: string[] = []
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) ids.push(next.id)
  return ids
}

describe('the queue', () => {
  it('gives the lowest number first, however they came', () => {
    const numbers = [5, 3, 8, -2, 0.5, 9, 1, -7, 4, 6, 2]
    const expected = [...numbers].sort((a, b) => a - b).map((number) => `job ${number}`)
    expect(drain(queueOf(...numbers.map((number) => job(number))))).toEqual(expected)
  })

  it('gives equal numbers in the order of their ids', () => {
    expect(drain(queueOf(job(1, 'c'), job(1, 'a'), job(0, 'z'), job(1, 'b')))).toEqual(['z', 'a', 'b', 'c'])
  })

  it('keeps its order when one is taken out', () => {
    const queue = queueOf(...[4, 1, 3, 2, 5].map((number) => job(number)))
    expect([queue.remove('job 1'), queue.remove('job 3'), queue.remove('unknown')]).toEqual([true, true, false])
    expect(queue.size).toBe(3)
    expect(drain(queue)).toEqual(['job 2', 'job 4', 'job 5'])
  })

  it('does not take two jobs that cannot be told apart', () => {
    const queue = queueOf(job(1, 'a'))
    expect(() => queue.push(job(1, 'a'))).toThrow(TypeError)
    queue.push(job(2, 'a'))
    expect(queue.size).toBe(2)
  })
})
