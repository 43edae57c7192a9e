// Speaks the engine's contract without a proxy, and misbehaves on request: see the ORDERS in engine-host.test.ts.
import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'

const { settingsDir, run, isDemo, priorFailure } = workerData
const plan = JSON.parse(readFileSync(join(settingsDir, 'plan.json'), 'utf8'))
appendFileSync(join(settingsDir, 'threads'), 'x')
const threadNumber = readFileSync(join(settingsDir, 'threads')).length
if (threadNumber <= (plan.diesAtStart ?? 0)) throw new Error('died at start')

const counts = { requests: 0, errors: 0, activeRequests: 0, openSockets: 0, bytesUp: 0, bytesDown: 0, clients: 0 }
const state = {
  revision: 0,
  run,
  status: { state: 'stopped', since: 1 },
  settings: {
    servers: [],
    listen: { host: '', port: 8800 },
    access: { mode: 'network', cidrs: [] },
    allowedPages: [],
    language: 'en',
    theme: 'system',
    closeToTray: true,
    startProxyOnLaunch: false,
    shareAddress: null,
    keepAwake: false,
    trayNoticeShown: false,
  },
  serverStates: {},
  addresses: [],
  outsideSince: null,
  isDemo,
  self: { listenHost: '', port: 8800, names: [] },
  notices: priorFailure === undefined ? [] : [{ id: 1, at: 1, error: priorFailure }],
}

function publish(change) {
  Object.assign(state, change, { revision: state.revision + 1 })
  parentPort.postMessage({ type: 'state', state })
}

/** Says what it heard where the test can see it. */
function hear(line) {
  publish({ self: { ...state.self, names: [...state.self.names, line] } })
}

function answer(id, value) {
  parentPort.postMessage({ type: 'result', id, result: { ok: true, value } })
}

const calls = {
  snapshot: (id) => answer(id, { state, routes: [], clients: [], counts }),
  startProxy: (id) => {
    publish({ status: { state: 'running', since: 2, host: '', port: 8800 } })
    answer(id)
  },
  stopProxy: (id) => {
    publish({ status: { state: 'stopped', since: 3 } })
    answer(id)
  },
  updateSettings: (id, patch) => {
    publish({ settings: { ...state.settings, ...patch } })
    answer(id)
  },
  saveServers: (id) => {
    const error = { code: 'INVALID_SERVERS', detail: 'a line is wrong' }
    parentPort.postMessage({ type: 'result', id, result: { ok: false, error } })
  },
  dispose: (id) => {
    if (plan.neverDisposes) return
    appendFileSync(join(settingsDir, 'disposed'), 'x')
    answer(id)
  },
  dismissNotice: (id, order) => misbehave(id, order),
}

function misbehave(id, order) {
  if (order === 1) throw new Error('a bug in the engine')
  if (order === 2) process.exit(7)
  if (order === 3) parentPort.postMessage({ type: 'state', state: 'not a state' })
  if (order === 4) answer(id, 'not nothing')
  // Order 5: never answered.
}

parentPort.on('message', (message) => {
  if (message.type === 'watch') {
    parentPort.postMessage({
      type: 'activity',
      activity: { routes: [], dropped: message.isWatched ? 1 : 0, clients: [], forgotten: [], counts },
    })
  } else if (message.type === 'log') hear(message.line)
  else if (message.type === 'power') hear(`power ${message.event}`)
  else calls[message.name](message.id, message.argument)
})
publish({})
