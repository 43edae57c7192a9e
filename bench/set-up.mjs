import { resolveElectron } from '../scripts/electron-runtime.mjs'
import { ensureBuild } from '../scripts/setup/build.mjs'
import { ensureDependencies } from '../scripts/setup/dependencies.mjs'
import { withSetupLock } from '../scripts/setup/setup-lock.mjs'
import { setUpApp } from '../scripts/setup.mjs'
import { isOwnBuild, root } from './build.mjs'

/**
 * Makes ready what is measured: the present sources, unless another build was named.
 * @param {boolean} needsElectron
 */
export async function setUp(needsElectron) {
  if (!isOwnBuild) return needsElectron ? resolveElectron() : undefined
  if (needsElectron) return setUpApp()
  await withSetupLock(root, async () => {
    await ensureDependencies(root)
    await ensureBuild(root, ['main'])
  })
  return undefined
}
