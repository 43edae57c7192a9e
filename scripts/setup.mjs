import { fileURLToPath } from 'node:url'
import { electronEnv, resolveElectron } from './electron-runtime.mjs'
import { ALL_PARTS, ensureBuild, stalePartsOf } from './setup/build.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { withSetupLock } from './setup/setup-lock.mjs'
import { ensureSystemPackages, missingForApp, missingForTests } from './setup/system-packages.mjs'

/** The folder of the project. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/** Makes everything ready that the app needs, and says which Electron is to run it. */
export function setUpApp() {
  return withSetupLock(root, async () => {
    await ensureDependencies(root)
    const runtime = await resolveElectron()
    await ensureSystemPackages(() => missingForApp(runtime.executablePath))
    await ensureBuild(root, ALL_PARTS)
    return runtime
  })
}

/** Makes an Electron and all that the tests need of the system ready, and returns the environment that names it. */
export function setUpElectronForTests() {
  return withSetupLock(root, async () => {
    const runtime = await resolveElectron()
    await ensureSystemPackages(() => [...missingForApp(runtime.executablePath), ...missingForTests()])
    return { ...process.env, ...electronEnv(runtime) }
  })
}

/** Makes the commands without a window ready: they need neither Electron nor, once built, any dependency. */
export async function setUpHeadless() {
  if (stalePartsOf(root, ['main']).length === 0) return
  await withSetupLock(root, async () => {
    await ensureDependencies(root)
    await ensureBuild(root, ['main'])
  })
}
