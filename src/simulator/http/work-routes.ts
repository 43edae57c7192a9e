import { randomUUID } from 'node:crypto'
import { execInfo } from '../payloads'
import { asText, Float } from '../python-json'
import type { ServerLife } from '../server-life'
import { type Job, jobItem, readPrompt } from '../work/job'
import { JobsQueryError, listJobs, showJob } from '../work/jobs-view'
import { checkPrompt, promptError } from '../work/prompt-check'
import type { Exchange } from './exchange'
import type { Route } from './router'

/** Prompts, the queue and what became of them. */
export function workRoutes(life: ServerLife): Route[] {
  const { worker } = life
  const { history } = worker
  return [
    { method: 'GET', pattern: '/prompt', handle: (exchange) => exchange.json(execInfo(worker.remaining)) },
    { method: 'POST', pattern: '/prompt', handle: (exchange) => queuePrompt(life, exchange) },
    { method: 'GET', pattern: '/queue', handle: (exchange) => showQueue(life, exchange) },
    {
      method: 'POST',
      pattern: '/queue',
      handle: async (exchange) => {
        const { clear, delete: ids } = await exchange.jsonObject()
        if (clear === true) worker.clear()
        worker.remove(idsIn(ids))
        exchange.empty()
      },
    },
    { method: 'POST', pattern: '/interrupt', handle: (exchange) => interrupt(life, exchange) },
    {
      method: 'POST',
      pattern: '/free',
      handle: async (exchange) => {
        const { unload_models: isToUnload, free_memory: isToFree } = await exchange.jsonObject()
        if (isToUnload === true || isToFree === true) life.unloadModel()
        exchange.empty()
      },
    },
    {
      method: 'GET',
      pattern: '/history',
      handle: (exchange) => {
        const [maxItems, offset] = [wholeNumber(exchange, 'max_items'), wholeNumber(exchange, 'offset')]
        exchange.json(history.entries(maxItems, offset ?? -1))
      },
    },
    {
      method: 'POST',
      pattern: '/history',
      handle: async (exchange) => {
        const { clear, delete: ids } = await exchange.jsonObject()
        if (clear === true) history.clear()
        for (const id of idsIn(ids)) history.remove(id)
        exchange.empty()
      },
    },
    {
      method: 'GET',
      pattern: '/history/{prompt_id}',
      handle: (exchange) => exchange.json(history.entry(exchange.params.prompt_id ?? '')),
    },
    { method: 'GET', pattern: '/api/jobs', handle: (exchange) => showJobs(life, exchange) },
    {
      method: 'GET',
      pattern: '/api/jobs/{id}',
      handle: (exchange) => {
        const job = showJob(worker.known, exchange.params.id ?? '')
        if (job === undefined) exchange.json({ error: 'Job not found' }, 404)
        else exchange.json(job)
      },
    },
  ]
}

async function queuePrompt(life: ServerLife, exchange: Exchange): Promise<void> {
  const body = await exchange.jsonObject()
  const isNumberGiven = body.number !== undefined
  const number = isNumberGiven ? readFloat(body.number) : nextNumber(life, body.front)
  if (body.prompt === undefined) {
    const error = promptError('no_prompt', 'No prompt provided', 'The body has no prompt')
    return exchange.json({ error, node_errors: {} }, 400)
  }
  const prompt = readPrompt(body.prompt)
  const { partial_execution_targets: targets } = body
  const hasInput = (name: string) => life.disk.files.get('input', name) !== undefined
  const verdict = checkPrompt(prompt, Array.isArray(targets) ? idsIn(targets) : undefined, hasInput)
  const { error, nodeErrors } = verdict
  if (error !== undefined) return exchange.json({ error, node_errors: nodeErrors }, 400)
  const job: Job = {
    number,
    isNumberGiven,
    id: asText(body.prompt_id ?? randomUUID()),
    prompt,
    extraData: readExtraData(body, life.options.clock.now()),
    outputs: verdict.outputs,
  }
  life.worker.put(job)
  const shownNumber = isNumberGiven ? new Float(number) : number
  exchange.json({ prompt_id: job.id, number: shownNumber, node_errors: nodeErrors })
}

/** What goes to the front gets a number below all others. */
function nextNumber(life: ServerLife, isFront: unknown): number {
  const number = life.takeNumber()
  return isFront === true ? 0 - number : number
}

function readFloat(value: unknown): number {
  const number = Number(value)
  if (value === null || Number.isNaN(number)) throw new TypeError('number is not a number')
  return number
}

/** Secrets never come back out. */
function readExtraData(body: Readonly<Record<string, unknown>>, now: number): Record<string, unknown> {
  const {
    auth_token_comfy_org: _token,
    api_key_comfy_org: _key,
    ...rest
  } = { ...(body.extra_data as object) } as Record<string, unknown>
  return { ...rest, ...(body.client_id === undefined ? {} : { client_id: body.client_id }), create_time: now }
}

function showQueue({ worker }: ServerLife, exchange: Exchange): void {
  const { running, pending } = worker.known
  exchange.json({
    queue_running: running === undefined ? [] : [jobItem(running)],
    queue_pending: pending.map(jobItem),
  })
}

async function interrupt({ worker }: ServerLife, exchange: Exchange): Promise<void> {
  const body = (await exchange.body()).toString()
  worker.interrupt(promptIdIn(body))
  exchange.empty()
}

function promptIdIn(body: string): string | undefined {
  try {
    const id = (JSON.parse(body) as { prompt_id?: unknown } | null)?.prompt_id
    return typeof id === 'string' && id !== '' ? id : undefined
  } catch {
    // No body, or none that can be read: whatever runs is meant.
    return undefined
  }
}

function showJobs({ worker }: ServerLife, exchange: Exchange): void {
  try {
    exchange.json(listJobs(worker.known, exchange.query))
  } catch (error) {
    if (!(error instanceof JobsQueryError)) throw error
    exchange.json({ error: error.message }, 400)
  }
}

function idsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(asText) : []
}

/** @throws TypeError which is answered 500, as there */
function wholeNumber({ query }: Exchange, key: string): number | undefined {
  const value = query.get(key)
  if (value === null) return undefined
  if (!/^\s*[+-]?\d+\s*$/.test(value)) throw new TypeError(`${key} is not a number`)
  return Number(value)
}
