import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** Another build than `out/` that is to be measured, as for the tests. */
const otherOut = process.env.SWITCHBOARD_OUT

export const isOwnBuild = otherOut === undefined
const out = otherOut ?? join(root, 'out')

export const HEADLESS = join(out, 'main', 'headless.js')
/** What Electron is given to load; of another build there is no folder that names the app. */
export const APP = isOwnBuild ? root : join(out, 'main', 'index.js')
