import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { APP } from '../build.mjs'
import { launchElectron } from '../electron/launch.mjs'
import { HOST } from '../port.mjs'
import { ask } from '../workshop.mjs'

/**
 * Starts our app with the proxy running.
 * @param {import('./registry.mjs').Setting} setting
 * @param {number} port
 * @param {'hide' | 'openRoutes'} then what is done with its window
 */
export async function startApp({ workshop, upstreamPort, electronPath }, port, then) {
  if (electronPath === undefined) throw new Error('no Electron was found for it')
  const folder = await workshop.makeFolder()
  const settings = {
    version: 1,
    servers: [{ id: 'upstream', name: 'Upstream', url: `http://${HOST}:${upstreamPort}`, enabled: true }],
    listen: { host: HOST, port },
    language: 'en',
    startProxyOnLaunch: true,
  }
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings))
  const child = launchElectron(workshop, electronPath, APP, ['--settings-dir', folder])
  await ask(child, then)
  return child
}
