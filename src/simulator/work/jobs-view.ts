import type { FinishedJob } from './history'
import type { Job } from './job'
import { jobItem } from './job'

/** Everything the server knows of jobs. */
export interface KnownJobs {
  readonly pending: readonly Job[]
  readonly running: Job | undefined
  readonly finished: readonly FinishedJob[]
}

const STATUSES = ['pending', 'in_progress', 'completed', 'failed'] as const
const SORTS = ['created_at', 'execution_duration'] as const

/** A job in the list of `/api/jobs`: without its workflow. */
export interface JobSummary {
  readonly id: string
  readonly status: (typeof STATUSES)[number]
  readonly priority: number
  readonly create_time: number
  readonly outputs_count: number
  readonly execution_start_time?: number
  readonly execution_end_time?: number
  readonly execution_error?: object
  readonly preview_output?: object
  readonly workflow_id?: string
}

/** @throws JobsQueryError when the query asks for what there is not */
export function listJobs(known: KnownJobs, query: URLSearchParams): object {
  const statuses = readStatuses(query)
  const sortBy = oneOf(query, 'sort_by', SORTS) ?? 'created_at'
  const direction = (oneOf(query, 'sort_order', ['asc', 'desc']) ?? 'desc') === 'asc' ? 1 : -1
  const workflowId = query.get('workflow_id')
  const all = summaries(known)
    .filter(({ status, workflow_id }) => statuses.includes(status) && (workflowId ?? workflow_id) === workflow_id)
    .sort((a, b) => direction * (sortValue(a, sortBy) - sortValue(b, sortBy)))
  const offset = wholeNumber(query, 'offset', 0) ?? 0
  const limit = wholeNumber(query, 'limit', 1)
  const jobs = all.slice(offset, limit === undefined ? undefined : offset + limit)
  const pagination = {
    offset,
    limit: limit ?? null,
    total: all.length,
    has_more: offset + jobs.length < all.length,
  }
  return { jobs, pagination }
}

/** One job with its outputs and its workflow. */
export function showJob(known: KnownJobs, id: string): object | undefined {
  const summary = summaries(known).find((each) => each.id === id)
  if (summary === undefined) return undefined
  const finished = known.finished.find(({ job }) => job.id === id)
  const job = finished?.job ?? [...known.pending, known.running].find((each) => each?.id === id)
  return {
    ...summary,
    outputs: Object.fromEntries(finished?.outputs ?? []),
    execution_status: finished && {
      status_str: finished.isSuccess ? 'success' : 'error',
      completed: finished.isSuccess,
      messages: finished.messages,
    },
    workflow: job && { prompt: jobItem(job)[2], extra_data: job.extraData },
  }
}

/** What is wrong with a query, in the words of the answer. */
export class JobsQueryError extends Error {}

function summaries({ pending, running, finished }: KnownJobs): JobSummary[] {
  return [
    ...pending.map((job) => summary(job, 'pending')),
    ...(running === undefined ? [] : [summary(running, 'in_progress')]),
    ...finished.map(finishedSummary),
  ]
}

function summary(job: Job, status: JobSummary['status']): JobSummary {
  const { extra_pnginfo: info, create_time: createTime } = job.extraData as {
    extra_pnginfo?: { workflow?: { id?: string } }
    create_time?: number
  }
  const workflowId = info?.workflow?.id
  return {
    id: job.id,
    status,
    priority: job.number,
    create_time: createTime ?? 0,
    outputs_count: 0,
    ...(workflowId === undefined ? {} : { workflow_id: workflowId }),
  }
}

function finishedSummary({ job, outputs, isSuccess, messages }: FinishedJob): JobSummary {
  const time = (index: number) => Number(messages.at(index)?.[1].timestamp)
  const images = [...outputs].flatMap(([nodeId, output]) => output.images.map((image) => ({ ...image, nodeId })))
  const [type, data] = messages.at(-1) ?? []
  // Saved pictures before those that were only shown.
  const preview = images.find((image) => image.type === 'output') ?? images[0]
  return {
    ...summary(job, isSuccess ? 'completed' : 'failed'),
    outputs_count: images.length,
    execution_start_time: time(0),
    execution_end_time: time(-1),
    ...(type === 'execution_error' && data !== undefined ? { execution_error: data } : {}),
    ...(preview === undefined ? {} : { preview_output: { ...preview, mediaType: 'images' } }),
  }
}

function sortValue(job: JobSummary, by: (typeof SORTS)[number]): number {
  if (by === 'created_at') return job.create_time
  return (job.execution_end_time ?? 0) - (job.execution_start_time ?? 0)
}

function readStatuses(query: URLSearchParams): readonly string[] {
  const wanted = (query.get('status') ?? '').split(',').filter((status) => status !== '')
  const unknown = wanted.filter((status) => !(STATUSES as readonly string[]).includes(status))
  if (unknown.length > 0) throw new JobsQueryError(`unknown status: ${unknown.join(', ')}`)
  return wanted.length === 0 ? STATUSES : wanted
}

function oneOf<T extends string>(query: URLSearchParams, key: string, allowed: readonly T[]): T | undefined {
  const value = query.get(key)
  if (value === null) return undefined
  const found = allowed.find((each) => each === value)
  if (found === undefined) throw new JobsQueryError(`${key} must be one of ${allowed.join(', ')}`)
  return found
}

function wholeNumber(query: URLSearchParams, key: string, least: number): number | undefined {
  const value = query.get(key)
  if (value === null) return undefined
  if (!/^-?\d+$/.test(value)) throw new JobsQueryError(`${key} must be a whole number`)
  if (Number(value) < least && key === 'limit') throw new JobsQueryError(`${key} must be positive`)
  return Math.max(least, Number(value))
}
