import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { SetupError } from '../../scripts/setup/report.mjs'
import { hasDisplay } from '../../scripts/setup/system-packages.mjs'

/**
 * Where there is no display, starts a virtual one, on a number of its own choosing, for everything started afterwards.
 * @param {import('../workshop.mjs').Workshop} workshop
 */
export async function ensureDisplay(workshop) {
  if (hasDisplay()) return
  const args = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-noreset']
  const child = workshop.spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const lines = createInterface({ input: /** @type {import('node:stream').Readable} */ (child.stdio[3]) })
  const failed = new Promise((_, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`exit code ${code}`)))
  })
  try {
    const [number] = await Promise.race([once(lines, 'line'), failed])
    process.env.DISPLAY = `:${number}`
  } catch (cause) {
    throw new SetupError('There is no display, and Xvfb could not make one; npm run doctor tells more.', { cause })
  }
}
