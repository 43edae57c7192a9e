import { fileURLToPath } from 'node:url'
import { APP } from './build.mjs'
import { launchElectron, quitElectron } from './electron/launch.mjs'
import { inTurns } from './rounds.mjs'
import { ask } from './workshop.mjs'

/** @typedef {import('./start-times.mjs').StartName} StartName */

const BARE_WINDOW = fileURLToPath(new URL('electron/bare-window', import.meta.url))

export const START_LABELS = { 'bare-window': 'bare Electron window', app: 'Comfy Switchboard' }

/** @param {import('./start-times.mjs').StartOptions} options */
export async function measureStartTimes({ workshop, electronPath, rounds }) {
  const programs = {
    'bare-window': { app: BARE_WINDOW, args: [`--user-data-dir=${await workshop.makeFolder()}`] },
    app: { app: APP, args: ['--settings-dir', await workshop.makeFolder()] },
  }
  const start = async (/** @type {StartName} */ name) => {
    const { app, args } = programs[name]
    const from = Date.now()
    const child = launchElectron(workshop, electronPath, app, args)
    const { shownAt, firstContentAt } = await ask(child, 'startTimes')
    await quitElectron(workshop, child)
    return { shownMs: shownAt - from, firstContentMs: firstContentAt - from }
  }
  const names = /** @type {StartName[]} */ (Object.keys(programs))
  return inTurns(rounds, names, start)
}
