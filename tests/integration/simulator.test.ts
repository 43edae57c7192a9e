import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createFakeClock } from '../support/fake-clock'
import { decodePng } from '../support/png'
import { RawClient } from '../support/raw-client'
import { call, colorPrompt, EventClient, queue, samplerPrompt, simulate } from '../support/simulator-client'

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')
const PREVIEWS = { preview_method: 'auto' }

describe('a job, as its owner sees it', () => {
  it('brings the frames of ComfyUI in the order of ComfyUI', async () => {
    const server = await simulate()
    const client = await EventClient.open(server, 'owner')
    await client.jobEnd(await queue(server, { client_id: 'owner', prompt: samplerPrompt(1, 2), extra_data: PREVIEWS }))
    const step = 'progress_state picture progress'
    expect(client.sequence.join(' ')).toBe(
      [
        'status status status execution_start execution_cached',
        'progress_state executing progress_state',
        `progress_state executing ${step} ${step} progress_state`,
        'progress_state executing executed progress_state',
        'execution_success status executing',
      ].join(' '),
    )
    expect(client.of('progress').map(({ data }) => [data.value, data.max])).toEqual([
      [1, 2],
      [2, 2],
    ])
    expect(client.of('status').map(({ data }) => data.status)).toEqual(
      [0, 1, 1, 0].map((remaining) => ({ exec_info: { queue_remaining: remaining } })),
    )
  })

  it('has frames of the sizes of ComfyUI', async () => {
    const server = await simulate()
    const client = await EventClient.open(server, 'owner')
    await client.announce()
    await client.jobEnd(await queue(server, { client_id: 'owner', prompt: samplerPrompt(1, 1) }))
    const sizes = (type: string) => client.texts.filter((text) => text.startsWith(`{"type": "${type}"`)).map(byteLength)
    expect(sizes('status').slice(1)).toEqual([77, 77, 77])
    expect(sizes('execution_start')).toEqual([118])
    expect(sizes('execution_cached')).toEqual([132])
    expect(sizes('executing')).toEqual([118, 118, 118, 98])
    expect(sizes('progress')).toEqual([118])
    expect(sizes('execution_success')).toEqual([120])
    expect(sizes('feature_flags')).toEqual([149])
    expect(sizes('progress_state').at(0)).toBe(291)
  })

  it('has pictures only when the prompt asks for previews', async () => {
    const server = await simulate()
    const client = await EventClient.open(server, 'owner')
    await client.jobEnd(await queue(server, { client_id: 'owner', prompt: samplerPrompt(1) }))
    expect(client.pictures).toEqual([])
  })

  it('has previews with metadata for a client that announced it can read them', async () => {
    const server = await simulate()
    const client = await EventClient.open(server, 'owner')
    expect((await client.announce()).data).toEqual({
      supports_preview_metadata: true,
      max_upload_size: 104857600,
      extension: { manager: { supports_v4: true } },
    })
    const id = await queue(server, { client_id: 'owner', prompt: samplerPrompt(1), extra_data: PREVIEWS })
    await client.jobEnd(id)
    const [first, second] = client.pictures
    const length = first!.readUInt32BE(4)
    expect(first!.readUInt32BE(0)).toBe(4)
    expect(JSON.parse(first!.subarray(8, 8 + length).toString())).toEqual({
      node_id: '2',
      prompt_id: id,
      display_node_id: '2',
      parent_node_id: null,
      real_node_id: '2',
      image_type: 'image/png',
    })
    expect(first!.subarray(8 + length, 16 + length)).toEqual(PNG)
    expect(first!.equals(second!)).toBe(false)
  })

  it('ignores feature flags that are not the first message', async () => {
    const server = await simulate()
    const client = await EventClient.open(server, 'owner')
    client.send({ type: 'something else' })
    client.send({ type: 'feature_flags', data: { supports_preview_metadata: true } })
    await client.jobEnd(await queue(server, { client_id: 'owner', prompt: samplerPrompt(1), extra_data: PREVIEWS }))
    expect(client.of('feature_flags')).toEqual([])
    expect(client.pictures.map((picture) => picture.readUInt32BE(0))).toEqual([1, 1, 1])
  })

  it.each([
    ['is binary', Buffer.from('{"type":"feature_flags","data":{}}')],
    ['is not JSON', 'this is not JSON'],
  ])('takes feature flags as the first message after one that %s', async (_, message) => {
    const server = await simulate()
    const client = await EventClient.open(server, 'owner')
    client.socket.send(message)
    await client.announce()
    await client.jobEnd(await queue(server, { client_id: 'owner', prompt: samplerPrompt(1), extra_data: PREVIEWS }))
    expect(client.pictures.map((picture) => picture.readUInt32BE(0))).toEqual([4, 4, 4])
  })

  it('says nothing while a model is loaded, and loads it once', async () => {
    const clock = createFakeClock()
    const server = await simulate({ clock, stepMs: 10, modelLoadMs: 5000 })
    await queue(server, { prompt: samplerPrompt(1) })
    clock.advance(4999)
    const before = server.jobs.running
    clock.advance(100)
    expect([before, server.jobs.running, server.jobs.finished]).toEqual([1, 0, 1])
    await queue(server, { prompt: samplerPrompt(2) })
    clock.advance(100)
    expect(server.jobs.finished).toBe(2)
  })

  it('has nothing to do when everything is as before', async () => {
    const server = await simulate()
    const client = await EventClient.open(server, 'owner')
    const body = { client_id: 'owner', prompt: colorPrompt(1) }
    await client.jobEnd(await queue(server, body))
    const seen = client.frames.length
    const id = await queue(server, body)
    await client.jobEnd(id)
    expect(client.sequence.slice(seen)).toEqual(
      // biome-ignore format: one line is one group
      ['status', 'status', 'execution_start', 'execution_cached', 'executed', 'progress_state', 'execution_success', 'status', 'executing'],
    )
    expect(client.of('execution_cached').at(-1)?.data.nodes).toEqual(['1', '2'])
  })

  it('sends whole pictures over the socket for a node that saves them there', async () => {
    const server = await simulate()
    const client = await EventClient.open(server, 'owner')
    await client.jobEnd(await queue(server, { client_id: 'owner', prompt: colorPrompt(1, 'SaveImageWebsocket') }))
    expect(client.pictures.map((picture) => picture.subarray(0, 16).toString('hex'))).toEqual([
      `0000000100000002${PNG.toString('hex')}`,
    ])
    expect(client.of('executed')).toEqual([])
  })
})

describe('who gets what', () => {
  it('is the owner, for all but the status', async () => {
    const server = await simulate()
    const [owner, other] = [await EventClient.open(server, 'owner'), await EventClient.open(server, 'other')]
    await owner.jobEnd(await queue(server, { client_id: 'owner', prompt: samplerPrompt(1), extra_data: PREVIEWS }))
    await queue(server, { client_id: 'other', prompt: colorPrompt(1) }).then((id) => other.jobEnd(id))
    expect(other.sequence.slice(0, 6)).toEqual(['status', 'status', 'status', 'status', 'status', 'status'])
    expect(other.pictures).toEqual([])
  })

  it.each([
    ['without an owner', {}],
    ['whose owner is null', { client_id: null }],
  ])('is everybody for the progress of a job %s, and nobody for the rest of it', async (_, owner) => {
    const server = await simulate()
    const [one, two] = [await EventClient.open(server), await EventClient.open(server)]
    await two.announce()
    await queue(server, { ...owner, prompt: samplerPrompt(1, 2), extra_data: PREVIEWS })
    await Promise.all([one.untilIdle(), two.untilIdle()])
    for (const client of [one, two]) {
      expect(new Set(client.of('executing').concat(client.of('executed'), client.of('execution_start')))).toEqual(
        new Set(),
      )
      expect(client.of('progress').length).toBe(2)
      expect(client.pictures.map((picture) => picture.readUInt32BE(0))).toEqual([1, 1])
    }
  })

  it('is nobody when the owner is not there', async () => {
    const server = await simulate()
    const client = await EventClient.open(server, 'somebody')
    await queue(server, { client_id: '', prompt: samplerPrompt(1) })
    await client.jobEnd(await queue(server, { client_id: 'somebody', prompt: colorPrompt(1) }))
    expect(client.of('progress')).toEqual([])
  })

  it('is everybody for the text of a node', async () => {
    const server = await simulate()
    const [client, owner] = [await EventClient.open(server), await EventClient.open(server, 'owner')]
    const prompt = {
      ...colorPrompt(1),
      '3': { class_type: 'GetImageSize', inputs: { image: ['1', 0] } },
      '4': { class_type: 'EmptyImage', inputs: { width: ['3', 0], height: 64, batch_size: 1, color: 2 } },
      '5': { class_type: 'PreviewImage', inputs: { images: ['4', 0] } },
    }
    await owner.jobEnd(await queue(server, { client_id: 'owner', prompt }))
    await client.untilIdle()
    expect(client.pictures[0]!.toString()).toBe('\0\0\0\x03\0\0\0\x013width: 64, height: 64\n batch size: 1')
  })

  it('is a client that comes back, which first hears which node is at work', async () => {
    const clock = createFakeClock()
    const server = await simulate({ clock, stepMs: 10 })
    await queue(server, { client_id: 'owner', prompt: samplerPrompt(1) })
    clock.advance(15)
    const client = await EventClient.open(server, 'owner')
    await client.until(({ type }) => type === 'executing')
    expect(client.events.slice(0, 2)).toEqual([
      { type: 'status', data: { status: { exec_info: { queue_remaining: 1 } }, sid: 'owner' } },
      { type: 'executing', data: { node: '2' } },
    ])
  })

  it('is the last socket of an id, also when the one before it ends later', async () => {
    const server = await simulate()
    const old = await EventClient.open(server, 'owner')
    const client = await EventClient.open(server, 'owner')
    old.socket.close()
    await old.closed
    await expect.poll(() => server.openSockets).toBe(1)
    await expect(
      client.jobEnd(await queue(server, { client_id: 'owner', prompt: colorPrompt(1) })),
    ).resolves.toBeTruthy()
    expect(old.of('executing')).toEqual([])
  })

  it('is nobody after such an end, with the fault of ComfyUI', async () => {
    const server = await simulate({ faults: { deafSocketOnReconnect: true } })
    const old = await EventClient.open(server, 'owner')
    const deaf = await EventClient.open(server, 'owner')
    const witness = await EventClient.open(server)
    old.socket.close()
    await old.closed
    await expect.poll(() => server.openSockets).toBe(2)
    await queue(server, { client_id: 'owner', prompt: colorPrompt(1) })
    await witness.untilIdle()
    expect(deaf.sequence).toEqual(['status'])
  })

  it('is nobody while one client does not read, with the fault of ComfyUI', async () => {
    const server = await simulate({ faults: { slowReaderBlocksAll: true } })
    const [slow, quick] = [await EventClient.open(server, 'slow'), await EventClient.open(server, 'quick')]
    slow.socket.pause()
    await queue(server, { client_id: 'slow', prompt: samplerPrompt(1, 500), extra_data: PREVIEWS })
    const id = await queue(server, { client_id: 'quick', prompt: colorPrompt(1) })
    await expect.poll(() => server.jobs.finished, { timeout: 20_000 }).toBe(2)
    expect(quick.of('executing')).toEqual([])
    slow.socket.terminate()
    await expect(quick.jobEnd(id)).resolves.toBeTruthy()
  }, 30_000)
})

describe('the queue', () => {
  it('runs one job at a time, what came to the front before the rest', async () => {
    const server = await simulate()
    const client = await EventClient.open(server, 'owner')
    const post = (seed: number, extra: object) =>
      queue(server, { client_id: 'owner', prompt: samplerPrompt(seed, 20), ...extra })
    const first = await post(1, {})
    await client.until(({ type }) => type === 'execution_start')
    const later = await post(2, {})
    const front = await post(3, { front: true })
    await client.jobEnd(later)
    expect(client.of('execution_start').map(({ data }) => data.prompt_id)).toEqual([first, front, later])
  })

  it('shows what runs and what waits', async () => {
    const clock = createFakeClock(1_795_352_688_034)
    const server = await simulate({ clock, stepMs: 10 })
    const extra = { extra_pnginfo: { workflow: { id: 'wf-1' } }, api_key_comfy_org: 'secret' }
    const prompt = samplerPrompt(1)
    await queue(server, { client_id: 'me', prompt_id: 'a', prompt, extra_data: extra })
    clock.advance(1)
    await queue(server, { prompt_id: 'b', prompt: samplerPrompt(2), number: 7 })
    const shown = { extra_pnginfo: extra.extra_pnginfo, client_id: 'me', create_time: 1_795_352_688_034 }
    expect((await call(server, '/api/queue')).body).toEqual({
      queue_running: [[0, 'a', prompt, shown, ['3']]],
      queue_pending: [[7, 'b', samplerPrompt(2), { create_time: 1_795_352_688_035 }, ['3']]],
    })
    expect((await call(server, '/prompt')).body).toEqual({ exec_info: { queue_remaining: 2 } })
    expect(server.jobs).toEqual({ queued: 1, running: 1, finished: 0, failed: 0 })
  })

  it('loses what is deleted and what is cleared, but not what runs', async () => {
    const clock = createFakeClock()
    const server = await simulate({ clock, stepMs: 10 })
    for (const id of ['a', 'b', 'c', 'd'])
      await queue(server, { prompt_id: id, prompt: samplerPrompt(id.charCodeAt(0)) })
    clock.advance(1)
    expect((await call(server, '/queue', { delete: ['a', 'c', 'unknown'] })).body).toBe('')
    const left = ((await call(server, '/queue')).body as { queue_pending: string[][] }).queue_pending
    expect(left.map(([, id]) => id)).toEqual(['b', 'd'])
    await call(server, '/queue', { clear: true })
    expect(server.jobs).toMatchObject({ queued: 0, running: 1 })
  })

  it('interrupts what runs at its next step, and tells everybody when nobody owns it', async () => {
    const clock = createFakeClock()
    const server = await simulate({ clock, stepMs: 10 })
    const client = await EventClient.open(server)
    await queue(server, { prompt_id: 'mine', prompt: samplerPrompt(1) })
    clock.advance(15)
    await call(server, '/interrupt', { prompt_id: 'another' })
    clock.advance(10)
    expect(server.jobs.running).toBe(1)
    await call(server, '/interrupt', undefined, { method: 'POST' })
    clock.advance(10)
    const { data } = await client.until(({ type }) => type === 'execution_interrupted')
    expect(data).toEqual({ prompt_id: 'mine', node_id: '2', node_type: 'KSampler', executed: ['1'], timestamp: 30 })
    expect(server.jobs).toEqual({ queued: 0, running: 0, finished: 0, failed: 1 })
  })

  it('tells the owner of a job why it failed', async () => {
    const server = await simulate()
    const client = await EventClient.open(server, 'owner')
    server.failNextJob()
    const id = await queue(server, { client_id: 'owner', prompt: samplerPrompt(1) })
    await client.jobEnd(id)
    const error = client.of('execution_error')[0]!.data
    expect(Object.keys(error)).toEqual(
      // biome-ignore format: the order of the facts
      ['prompt_id', 'node_id', 'node_type', 'executed', 'exception_message', 'exception_type', 'traceback', 'current_inputs', 'current_outputs', 'timestamp'],
    )
    expect(error).toMatchObject({ prompt_id: id, node_id: '2', node_type: 'KSampler', executed: ['1'] })
    await client.jobEnd(await queue(server, { client_id: 'owner', prompt: samplerPrompt(1) }))
    expect(server.jobs).toMatchObject({ finished: 1, failed: 1 })
  })

  it('answers 500 to two jobs that cannot be told apart', async () => {
    const server = await simulate({ clock: createFakeClock() })
    const body = { prompt: samplerPrompt(1), prompt_id: 'a', number: 1 }
    expect((await call(server, '/prompt', body)).status).toBe(200)
    expect(await call(server, '/prompt', body)).toMatchObject({
      status: 500,
      body: '500 Internal Server Error\n\nServer got itself in trouble',
    })
  })
})

describe('what is refused', () => {
  const node = { class_type: 'SaveImage', inputs: { images: ['1', 0], filename_prefix: 'x' } }
  const image = (inputs: object) => ({ '1': { class_type: 'EmptyImage', inputs }, '2': node })

  it.each([
    ['no prompt', {}, 'no_prompt', {}],
    ['a class that is not installed', { prompt: { '1': { class_type: 'Nope', inputs: {} } } }, 'invalid_prompt', {}],
    [
      'a class of the name of a property that every object has',
      { prompt: { '1': { class_type: 'constructor', inputs: {} } } },
      'invalid_prompt',
      {},
    ],
    [
      'a prompt without an output',
      { prompt: { '1': { class_type: 'EmptyImage', inputs: {} } } },
      'prompt_no_outputs',
      {},
    ],
    [
      'an input that is missing',
      { prompt: image({ width: 8, height: 8, batch_size: 1 }) },
      '',
      { '1': 'required_input_missing' },
    ],
    [
      'text where a number is meant',
      { prompt: image({ width: 'wide', height: 8, batch_size: 1, color: 0 }) },
      '',
      { '1': 'invalid_input_type' },
    ],
    ['a model that is not there', { prompt: withModel('x.safetensors') }, '', { '1': 'value_not_in_list' }],
    ['an image that is not there', { prompt: withImage('x.png') }, '', { '1': 'custom_validation_failed' }],
    [
      'a link to a node that is not there',
      { prompt: { '2': linked('PreviewImage', 'toString') } },
      '',
      { '2': 'invalid_input_type', toString: 'exception_during_validation' },
    ],
    [
      'nodes that take something from each other',
      {
        prompt: { '1': linked('ImageInvert', '3'), '2': linked('PreviewImage', '1'), '3': linked('ImageInvert', '1') },
      },
      '',
      { '3': 'exception_during_inner_validation' },
    ],
    [
      'a node that takes something from itself',
      { prompt: { '1': linked('ImageInvert', '1'), '2': linked('PreviewImage', '1') } },
      '',
      { '1': 'exception_during_inner_validation' },
    ],
  ])('%s', async (_, body, type, nodes) => {
    const server = await simulate()
    const { status, body: answer } = await call(server, '/prompt', body)
    const { error, node_errors: errors } = answer as {
      error: Record<string, unknown>
      node_errors: Record<string, { errors: { type: string }[]; dependent_outputs: string[]; class_type: string }>
    }
    expect(status).toBe(400)
    expect(Object.keys(error)).toEqual(['type', 'message', 'details', 'extra_info'])
    expect(error.type).toBe(type || 'prompt_outputs_failed_validation')
    expect(Object.fromEntries(Object.entries(errors).map(([id, each]) => [id, each.errors[0]?.type]))).toEqual(nodes)
    for (const each of Object.values(errors)) expect(each.dependent_outputs).toEqual(['2'])
  })

  it('is not a prompt of which one output can be made', async () => {
    const server = await simulate()
    const prompt = { ...colorPrompt(1), '3': { class_type: 'PreviewImage', inputs: {} } }
    const { status, body } = await call(server, '/prompt', { prompt })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      number: 0,
      node_errors: { '3': { dependent_outputs: ['3'], class_type: 'PreviewImage' } },
    })
  })

  it('is a body beyond the limit, whoever it is for', async () => {
    const server = await simulate({ maxUploadBytes: 1000 })
    const body = 'x'.repeat(1001)
    const form = new FormData()
    form.append('image', new Blob([body]), 'a.png')
    const answers = await Promise.all([
      call(server, '/upload/image', undefined, { method: 'POST', body: form }),
      call(server, '/prompt', undefined, { method: 'POST', body }),
      call(server, '/userdata/a.txt', undefined, { method: 'POST', body }),
    ])
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 413, body: 'Maximum request body size 1000 exceeded.' })
    expect(answers[0].headers.get('content-type')).toBe('text/plain; charset=utf-8')
    const client = await RawClient.open(server.port)
    client.request('POST /prompt HTTP/1.1', 'Host: x', 'Transfer-Encoding: chunked')
    client.write(`400\r\n${'x'.repeat(1024)}\r\n0\r\n\r\n`)
    expect(await client.receive('exceeded.')).toMatch(/^HTTP\/1\.1 413 /)
  })

  it('is a header that is too long, and a page of another site', async () => {
    const server = await simulate()
    const long = await RawClient.open(server.port)
    long.request('GET /prompt HTTP/1.1', 'Host: x', `Cookie: ${'x'.repeat(8200)}`)
    expect(await long.receive('\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
    for (const method of ['GET', 'POST', 'OPTIONS']) {
      const client = await RawClient.open(server.port)
      client.request(`${method} /prompt HTTP/1.1`, `Host: 127.0.0.1:${server.port}`, 'Origin: http://evil.example')
      expect(await client.receive('\r\n\r\n')).toMatch(/^HTTP\/1\.1 403 [^]*Content-Length: 0\r\n/)
    }
  })

  it('is the WebSocket of a page of another site', async () => {
    const server = await simulate({ version: 'newer' })
    const refusal = (headers: Record<string, string>) =>
      new Promise((resolve) => {
        const socket = new WebSocket(`${server.url.replace('http', 'ws')}/ws`, { headers })
        socket.once('error', (error) => resolve(error.message))
      })
    expect(await refusal({ Origin: 'http://evil.example' })).toBe('Unexpected server response: 403')
    expect(await refusal({ 'Sec-Fetch-Site': 'cross-site' })).toBe('Unexpected server response: 403')
    const client = await EventClient.open(server, 'page', { Origin: server.url })
    expect(client.sequence).toEqual(['status'])
  })

  it('is a message of more than 4 MiB', async () => {
    const server = await simulate()
    const client = await EventClient.open(server)
    client.socket.send('x'.repeat(4 * 1024 * 1024 + 1))
    expect(await client.closed).toBe(1009)
  })
})

describe('routes', () => {
  it('exist twice, but for those that do not', async () => {
    const server = await simulate()
    const statuses = async (...paths: string[]) =>
      Promise.all(paths.map(async (path) => (await call(server, path)).status))
    const both = ['/prompt', '/queue', '/history', '/system_stats', '/features', '/users', '/settings', '/embeddings']
    expect(await statuses(...both, ...both.map((path) => `/api${path}`))).toEqual(Array(16).fill(200))
    expect(await statuses('/api/jobs', '/api/api/jobs', '/', '/api/', '/internal/logs')).toEqual(Array(5).fill(200))
    expect(await statuses('/jobs', '/api', '/api/internal/logs')).toEqual([404, 404, 404])
    expect(await statuses('/ws', '/assets', '/history?max_items=x')).toEqual([400, 403, 500])
  })

  it('say what they are like ComfyUI', async () => {
    const server = await simulate()
    const { headers } = await call(server, '/prompt')
    expect(headers.get('server')).toMatch(/^Python\/3\.\d+ aiohttp\/3\.[\d.]+$/)
    expect(headers.get('date')).toBeTruthy()
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(headers.get('content-length')).toBe('37')
    expect(headers.get('cache-control')).toBeNull()
    const head = await call(server, '/prompt', undefined, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length'), head.body]).toEqual([200, '37', ''])
    const options = await call(server, '/anything', undefined, { method: 'OPTIONS' })
    expect([options.status, options.body]).toEqual([200, ''])
  })

  it('say what is not there like ComfyUI', async () => {
    const server = await simulate()
    const missing = await call(server, '/no/such.file')
    expect([missing.status, missing.body]).toEqual([404, ''])
    expect(missing.headers.get('transfer-encoding')).toBe('chunked')
    expect(missing.headers.get('content-type')).toBe('application/octet-stream')
    const picture = await call(server, '/no/such.png')
    expect(picture.headers.get('cache-control')).toBe('public, max-age=3600')
    const posted = await call(server, '/no/such', {})
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET,HEAD'])
    const wrong = await call(server, '/system_stats', {})
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET,HEAD'])
    expect((await call(server, '/prompt', undefined, { method: 'POST', body: '{' })).status).toBe(500)
  })

  it('answer a request that asks for another protocol as if it had not', async () => {
    const server = await simulate()
    const client = await RawClient.open(server.port)
    client.upgrade('/prompt')
    expect(await client.receive('queue_remaining')).toMatch(/^HTTP\/1\.1 200 /)
    expect(await client.ending()).toBe('end')
  })

  it('serve a page that is asked for anew each time, and its parts by their tag', async () => {
    const server = await simulate({ name: 'Studio <A>' })
    const { body, headers } = await call(server, '/')
    expect(body).toContain('<h1>Studio &#60;A&#62;</h1>')
    expect([headers.get('cache-control'), headers.get('pragma'), headers.get('expires')]).toEqual([
      'no-cache',
      'no-cache',
      '0',
    ])
    const script = await call(server, '/assets/page.js')
    expect(script.headers.get('cache-control')).toBe('no-cache')
    const etag = script.headers.get('etag') ?? ''
    const again = await call(server, '/assets/page.js', undefined, { headers: { 'If-None-Match': etag } })
    expect([again.status, again.body]).toEqual([304, ''])
  })

  it('remember what came, as it came', async () => {
    const server = await simulate()
    await call(server, '/api/userdata/workflows%2Fa.json?x=%20', undefined, { headers: { 'Comfy-User': '' } })
    expect(server.requests).toHaveLength(1)
    expect(server.requests[0]).toMatchObject({
      method: 'GET',
      target: '/api/userdata/workflows%2Fa.json?x=%20',
      headers: { 'comfy-user': '' },
      remoteAddress: '127.0.0.1',
    })
  })
})

describe('the catalogue', () => {
  it('lists the nodes, one or all, and the pictures that can be loaded', async () => {
    const server = await simulate()
    await upload(server.url, 'photo.png', 'pixels')
    const all = (await call(server, '/object_info')).body as Record<string, unknown>
    expect(Object.keys(all)).toContain('KSampler')
    expect((await call(server, '/api/object_info/LoadImage')).body).toEqual({
      LoadImage: {
        input: { required: { image: [['photo.png'], { image_upload: true }] } },
        input_order: { required: ['image'] },
        output: ['IMAGE', 'MASK'],
        output_is_list: [false, false],
        output_name: ['IMAGE', 'MASK'],
        name: 'LoadImage',
        display_name: 'Load Image',
        description: '',
        python_module: 'nodes',
        category: 'image',
        output_node: false,
      },
    })
    expect((await call(server, '/models/checkpoints')).body).toContain('simulated-large.safetensors')
  })

  it.each(['Nope', 'constructor', 'toString', '__proto__'])('knows no %s', async (name) => {
    const server = await simulate()
    expect((await call(server, `/object_info/${name}`)).body).toEqual({})
    expect((await call(server, `/models/${name}`)).status).toBe(404)
    expect((await call(server, `/experiment/models/${name}`)).status).toBe(404)
    await upload(server.url, `a.${name}`, 'bytes')
    const { status, headers } = await call(server, `/view?filename=a.${name}&type=input`)
    expect([status, headers.get('content-type')]).toEqual([200, 'application/octet-stream'])
  })
})

describe('pictures', () => {
  it('are uploaded, reused when they are the same, and renamed when they are not', async () => {
    const server = await simulate()
    const stored = { name: 'a.png', subfolder: '', type: 'input' }
    expect(await upload(server.url, 'a.png', 'one')).toEqual([200, stored])
    expect(await upload(server.url, 'a.png', 'one')).toEqual([200, stored])
    expect(await upload(server.url, 'a.png', 'two')).toEqual([200, { ...stored, name: 'a (1).png' }])
    expect(await upload(server.url, 'a.png', 'three', { overwrite: 'true' })).toEqual([200, stored])
    expect((await call(server, '/view?filename=a.png&type=input')).body).toBe('three')
    expect(await upload(server.url, 'b.png', 'x', { subfolder: 'clips', type: 'temp' })).toEqual([
      200,
      { name: 'b.png', subfolder: 'clips', type: 'temp' },
    ])
    expect((await call(server, '/internal/files/input')).body).toEqual(['a.png', 'a (1).png'])
  })

  it('are not uploaded without a file, outside of their folder or into an unknown one', async () => {
    const server = await simulate()
    expect((await call(server, '/upload/image', {})).status).toBe(400)
    expect(await upload(server.url, 'a.png', 'x', { subfolder: '../..' })).toEqual([400, ''])
    expect((await upload(server.url, 'a.png', 'x', { type: 'nowhere' }))[0]).toBe(500)
  })

  it('are not uploaded when the body ends before its end, wherever that is', async () => {
    const server = await simulate()
    const whole = [
      '--edge\r\nContent-Disposition: form-data; name="type"\r\n\r\ninput\r\n',
      '--edge\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\n\r\npixels\r\n--edge--\r\n',
    ].join('')
    const headers = { 'Content-Type': 'multipart/form-data; boundary=edge' }
    const send = async (body: string) =>
      (await call(server, '/upload/image', undefined, { method: 'POST', body, headers })).status
    // The last line break may be missing.
    for (let length = 0; length < whole.length - 2; length++)
      expect([length, await send(whole.slice(0, length))]).toEqual([length, 500])
    expect(await send(whole)).toBe(200)
  })

  it('take a mask for a picture that is there', async () => {
    const server = await simulate()
    await upload(server.url, 'a.png', 'pixels')
    const ref = JSON.stringify({ filename: 'a.png', type: 'input' })
    const [status] = await upload(server.url, 'mask.png', 'mask', { original_ref: ref }, 'mask')
    expect(status).toBe(200)
    expect((await call(server, '/view?filename=mask.png&type=input')).body).toBe('mask')
    expect((await upload(server.url, 'mask.png', 'mask', {}, 'mask'))[0]).toBe(500)
  })

  it('come whole, in part, or not again', async () => {
    const server = await simulate()
    await upload(server.url, 'a.mp4', '0123456789')
    const target = '/api/view?filename=a.mp4&type=input'
    const get = (headers: Record<string, string>) => call(server, target, undefined, { headers })
    const whole = await get({})
    expect([whole.headers.get('accept-ranges'), whole.headers.get('content-disposition')]).toEqual([
      'bytes',
      'filename="a.mp4"',
    ])
    expect(whole.headers.get('cache-control')).toBeNull()
    const etag = whole.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[0-9a-f]+-a"$/)
    const part = await get({ Range: 'bytes=2-4' })
    expect([part.status, part.body, part.headers.get('content-range')]).toEqual([206, '234', 'bytes 2-4/10'])
    expect((await get({ Range: 'bytes=7-' })).body).toBe('789')
    expect((await get({ Range: 'bytes=-2' })).body).toBe('89')
    const beyond = await get({ Range: 'bytes=10-' })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */10'])
    expect((await get({ 'If-None-Match': `"x", ${etag}` })).status).toBe(304)
    expect((await get({ 'If-Modified-Since': whole.headers.get('last-modified') ?? '' })).status).toBe(304)
  })

  it('are looked for only where pictures are', async () => {
    const server = await simulate()
    const status = async (query: string) => (await call(server, `/view?${query}`)).status
    expect(await status('filename=no.png')).toBe(404)
    expect(await status('filename=..%2Fno.png')).toBe(400)
    expect(await status('filename=no.png&subfolder=../..')).toBe(403)
    expect(await status('filename=no.png&type=user')).toBe(400)
    await upload(server.url, 'page.html', '<script>')
    const page = await call(server, '/view?filename=page.html&type=input')
    expect(page.headers.get('content-type')).toBe('application/octet-stream')
    const preview = await call(server, '/view?filename=page.html&type=input&preview=webp;75')
    expect([preview.headers.get('content-type'), preview.headers.get('etag')]).toEqual(['image/jpeg', null])
  })

  it('are what the job drew, numbered', async () => {
    const server = await simulate()
    const client = await EventClient.open(server, 'owner')
    for (const color of [0xff0000, 0x00ff00])
      await client.jobEnd(await queue(server, { client_id: 'owner', prompt: colorPrompt(color, 'SaveImage') }))
    expect(client.of('executed').map(({ data }) => data.output)).toEqual(
      [1, 2].map((number) => ({ images: [{ filename: `ComfyUI_0000${number}_.png`, subfolder: '', type: 'output' }] })),
    )
    const response = await fetch(`${server.url}/view?filename=ComfyUI_00002_.png`)
    expect(response.headers.get('content-type')).toBe('image/png')
    const bytes = Buffer.from(await response.arrayBuffer())
    expect([bytes.subarray(0, 8), bytes.readUInt32BE(16)]).toEqual([PNG, 64])
  })
})

describe('large work', () => {
  it('is done at once when it is a chain of many nodes', async () => {
    const clock = createFakeClock()
    const server = await simulate({ clock, stepMs: 1 })
    const length = 60
    const samplers = Array.from({ length }, (_, index) => [
      String(index + 1),
      { class_type: 'KSampler', inputs: { latent_image: [String(index), 0], seed: index, steps: 1 } },
    ])
    await queue(server, {
      prompt: {
        '0': { class_type: 'EmptyLatentImage', inputs: { width: 64, height: 64, batch_size: 1 } },
        ...(Object.fromEntries(samplers) as object),
        out: { class_type: 'PreviewImage', inputs: { images: [String(length), 0] } },
      },
    })
    clock.advance(length)
    expect(server.jobs.finished).toBe(1)
  })

  it('is small pictures, of which nodes see the size that was asked for', async () => {
    const clock = createFakeClock()
    const server = await simulate({ clock })
    const client = await EventClient.open(server)
    const prompt = {
      '1': { class_type: 'EmptyImage', inputs: { width: 2048, height: 1024, batch_size: 16, color: 0xff0000 } },
      '2': { class_type: 'PreviewImage', inputs: { images: ['1', 0] } },
      '3': { class_type: 'GetImageSize', inputs: { image: ['1', 0] } },
      '4': { class_type: 'EmptyImage', inputs: { width: ['3', 0], height: 64, batch_size: 1, color: 2 } },
      '5': { class_type: 'PreviewImage', inputs: { images: ['4', 0] } },
    }
    await queue(server, { prompt_id: 'large', prompt })
    clock.advance(1)
    const { large } = (await call(server, '/history/large')).body as { large: { outputs: Record<string, object> } }
    const { images } = large.outputs['2'] as { images: Record<string, string>[] }
    expect(images).toHaveLength(16)
    const view = await fetch(`${server.url}/view?${new URLSearchParams(images[15])}`)
    expect(decodePng(Buffer.from(await view.arrayBuffer()))).toMatchObject({ width: 256, height: 128 })
    await client.untilIdle()
    expect(client.pictures[0]!.subarray(9).toString()).toContain('width: 2048, height: 1024')
  })

  it('is refused when its JSON is deeper than Python reads, and ends nothing', async () => {
    const server = await simulate()
    const body = `{"prompt":{"1":{"class_type":"PreviewImage","inputs":{"images":["2",0],"deep":${'['.repeat(20_000)}${']'.repeat(20_000)}}},"2":{"class_type":"EmptyImage","inputs":{"width":8,"height":8,"batch_size":1,"color":0}}}}`
    expect((await call(server, '/prompt', undefined, { method: 'POST', body })).status).toBe(500)
    expect((await call(server, '/prompt')).status).toBe(200)
  })
})

describe('the history', () => {
  it('keeps what became of a job', async () => {
    const clock = createFakeClock(1000)
    const server = await simulate({ clock })
    await queue(server, { client_id: 'me', prompt_id: 'a', prompt: colorPrompt(1) })
    expect((await call(server, '/history/a')).body).toEqual({})
    clock.advance(1)
    const { body } = await call(server, '/history/a')
    const [image] = (body as { a: { outputs: Record<string, { images: { filename: string }[] }> } }).a.outputs['2']!
      .images
    expect(image?.filename).toMatch(/^ComfyUI_temp_[a-z]{5}_00001_\.png$/)
    expect(body).toEqual({
      a: {
        prompt: [0, 'a', colorPrompt(1), { client_id: 'me', create_time: 1000 }, ['2']],
        outputs: { '2': { images: [{ filename: image?.filename, subfolder: '', type: 'temp' }] } },
        status: {
          status_str: 'success',
          completed: true,
          messages: [
            ['execution_start', { prompt_id: 'a', timestamp: 1000 }],
            ['execution_cached', { nodes: [], prompt_id: 'a', timestamp: 1000 }],
            ['execution_success', { prompt_id: 'a', timestamp: 1000 }],
          ],
        },
        meta: { '2': { node_id: '2', display_node: '2', parent_node: null, real_node_id: '2' } },
      },
    })
  })

  it('gives the newest, or some from a place on, and forgets what it is told to', async () => {
    const clock = createFakeClock()
    const server = await simulate({ clock })
    for (const id of ['a', 'b', 'c']) await queue(server, { prompt_id: id, prompt: colorPrompt(id.charCodeAt(0)) })
    clock.advance(1)
    const ids = async (query: string) => Object.keys((await call(server, `/api/history${query}`)).body as object)
    expect(await ids('')).toEqual(['a', 'b', 'c'])
    expect(await ids('?max_items=2')).toEqual(['b', 'c'])
    expect(await ids('?max_items=1&offset=1')).toEqual(['b'])
    await call(server, '/history', { delete: ['b'] })
    expect(await ids('')).toEqual(['a', 'c'])
    await call(server, '/history', { clear: true })
    expect(await ids('')).toEqual([])
  })

  it('is a list of jobs as well', async () => {
    const clock = createFakeClock(1000)
    const server = await simulate({ clock, stepMs: 10 })
    const extra = { extra_pnginfo: { workflow: { id: 'wf-1' } } }
    await queue(server, { prompt_id: 'done', prompt: colorPrompt(1), extra_data: extra })
    clock.advance(1)
    server.failNextJob()
    await queue(server, { prompt_id: 'broken', prompt: colorPrompt(2) })
    clock.advance(1)
    for (const id of ['runs', 'waits']) await queue(server, { prompt_id: id, prompt: samplerPrompt(3) })
    clock.advance(1)
    const list = async (query: string) => (await call(server, `/api/jobs${query}`)).body
    const ids = async (query: string) => ((await list(query)) as { jobs: { id: string }[] }).jobs.map(({ id }) => id)
    expect(await ids('?status=in_progress,pending&sort_order=asc')).toEqual(['waits', 'runs'])
    expect(await ids('?status=failed')).toEqual(['broken'])
    expect(await list('?status=completed&limit=1')).toEqual({
      jobs: [
        {
          id: 'done',
          status: 'completed',
          priority: 0,
          create_time: 1000,
          outputs_count: 1,
          execution_start_time: 1000,
          execution_end_time: 1000,
          preview_output: {
            filename: expect.stringMatching(/^ComfyUI_temp_/) as string,
            subfolder: '',
            type: 'temp',
            nodeId: '2',
            mediaType: 'images',
          },
          workflow_id: 'wf-1',
        },
      ],
      pagination: { offset: 0, limit: 1, total: 1, has_more: false },
    })
    expect(await call(server, '/api/jobs?status=nope')).toMatchObject({
      status: 400,
      body: { error: expect.any(String) },
    })
    expect((await call(server, '/api/jobs/done')).body).toMatchObject({
      workflow: { prompt: colorPrompt(1), extra_data: extra },
      execution_status: { status_str: 'success', completed: true },
    })
    expect(await call(server, '/api/jobs/nope')).toMatchObject({ status: 404, body: { error: 'Job not found' } })
  })
})

describe('what people keep', () => {
  it('lies under a name with %2F in it, and under no name with a slash', async () => {
    const server = await simulate()
    const put = (path: string) => call(server, path, undefined, { method: 'POST', body: '{"a":1}' })
    expect(await put('/api/userdata/workflows%2Fa%20b.json')).toMatchObject({ status: 200, body: 'workflows/a b.json' })
    expect(await put('/api/userdata/workflows%252Fc.json')).toMatchObject({ status: 200, body: 'workflows/c.json' })
    expect(await put('/api/userdata/workflows/a.json')).toMatchObject({ status: 405 })
    expect((await call(server, '/userdata/workflows%2Fa%20b.json')).body).toEqual({ a: 1 })
    expect((await call(server, '/userdata/..%2Fa.json')).status).toBe(403)
  })

  it('is listed, renamed, not overwritten when that is not wanted, and removed', async () => {
    const clock = createFakeClock(5000)
    const server = await simulate({ clock })
    const put = (path: string) => call(server, path, undefined, { method: 'POST', body: '12345' })
    const info = { path: 'a.txt', size: 5, modified: 5, created: 5 }
    expect((await call(server, '/userdata?dir=workflows')).status).toBe(404)
    await put('/userdata/workflows%2Fa.txt')
    await put('/userdata/workflows%2Fdeep%2Fb.txt')
    const list = async (query: string) => (await call(server, `/api/userdata?dir=workflows${query}`)).body
    expect(await list('')).toEqual(['a.txt'])
    expect(await list('&recurse=true')).toEqual(['a.txt', 'deep/b.txt'])
    expect(await list('&recurse=true&split=true')).toEqual([
      ['a.txt', 'a.txt'],
      ['deep/b.txt', 'deep', 'b.txt'],
    ])
    expect(await list('&full_info=true')).toEqual([info])
    expect((await call(server, '/v2/userdata?path=workflows')).body).toEqual([
      { name: 'deep', path: 'workflows/deep', type: 'directory' },
      { name: 'a.txt', path: 'workflows/a.txt', type: 'file', size: 5, modified: 5 },
    ])
    expect((await put('/userdata/workflows%2Fa.txt?overwrite=false')).status).toBe(409)
    expect((await put('/userdata/workflows%2Fa.txt/move/c.txt?full_info=true')).body).toEqual({
      ...info,
      path: 'c.txt',
    })
    expect((await put('/userdata/workflows%2Fa.txt/move/c.txt')).status).toBe(404)
    expect((await call(server, '/userdata/c.txt', undefined, { method: 'DELETE' })).status).toBe(204)
    expect((await call(server, '/userdata/c.txt')).status).toBe(404)
  })

  it('has settings and users', async () => {
    const server = await simulate()
    await call(server, '/settings', { 'Comfy.A': 1 })
    await call(server, '/api/settings/Comfy.B', ['x'])
    expect((await call(server, '/settings')).body).toEqual({ 'Comfy.A': 1, 'Comfy.B': ['x'] })
    expect((await call(server, '/settings/Comfy.C')).body).toBeNull()
    expect((await call(server, '/users')).body).toEqual({ storage: 'server', migrated: true })
    expect((await call(server, '/users', { username: 'painter' })).body).toMatch(/^painter_[0-9a-f-]{36}$/)
    expect((await call(server, '/users', { username: 'painter' })).status).toBe(400)
  })
})

function byteLength(text: string): number {
  return Buffer.byteLength(text)
}

function withModel(name: string): object {
  return {
    '1': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: name } },
    '2': { class_type: 'PreviewImage', inputs: { images: ['1', 0] } },
  }
}

/** A node that takes its picture from another. */
function linked(name: string, from: string): object {
  return { class_type: name, inputs: { [name === 'ImageInvert' ? 'image' : 'images']: [from, 0] } }
}

function withImage(name: string): object {
  return {
    '1': { class_type: 'LoadImage', inputs: { image: name } },
    '2': { class_type: 'PreviewImage', inputs: { images: ['1', 0] } },
  }
}

async function upload(
  url: string,
  name: string,
  content: string,
  fields: Record<string, string> = {},
  what = 'image',
): Promise<[status: number, body: unknown]> {
  const form = new FormData()
  form.append('image', new Blob([content]), name)
  for (const [field, value] of Object.entries(fields)) form.append(field, value)
  const response = await fetch(`${url}/upload/${what}`, { method: 'POST', body: form })
  const text = await response.text()
  return [response.status, text.startsWith('{') ? (JSON.parse(text) as unknown) : text]
}
