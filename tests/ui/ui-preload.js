// The fake bridge: `window.panel` with the verbs of the contract, and `window.fakePanel` for the test to see the calls,
// answer them and push. A call without an answer waits for one.
const { contextBridge } = require('electron')

const prefix = '--bridge='
const { calls: callNames, pushes: pushNames } = JSON.parse(
  process.argv.find((argument) => argument.startsWith(prefix)).slice(prefix.length),
)
const calls = []
const answers = new Map()
const waiting = []
const listeners = new Map(pushNames.map((name) => [name, new Set()]))

function call(name, argument) {
  calls.push({ name, argument })
  if (answers.has(name)) return Promise.resolve(answers.get(name))
  return new Promise((resolve) => waiting.push({ name, resolve }))
}

function subscribe(name, listener) {
  listeners.get(name).add(listener)
  return () => listeners.get(name).delete(listener)
}

contextBridge.exposeInMainWorld('panel', {
  ...Object.fromEntries(callNames.map((name) => [name, (argument) => call(name, argument)])),
  ...Object.fromEntries(pushNames.map((name) => [name, (listener) => subscribe(name, listener)])),
})

contextBridge.exposeInMainWorld('fakePanel', {
  calls: () => calls,
  answer(name, result) {
    answers.set(name, result)
    for (const one of waiting.filter((entry) => entry.name === name)) {
      waiting.splice(waiting.indexOf(one), 1)
      one.resolve(result)
    }
  },
  push(name, payload) {
    for (const listener of listeners.get(name)) listener(payload)
  },
})
