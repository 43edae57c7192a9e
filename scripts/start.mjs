// npm start: sets up what is missing and opens the app. What follows `--` goes to the app.

import { launch } from './setup/launch.mjs'
import { endWithNpm } from './setup/parent.mjs'
import { failWith, requireNode, SetupError } from './setup/report.mjs'
import { hasDisplay } from './setup/system-packages.mjs'
import { root, setUpApp } from './setup.mjs'

const NO_DISPLAY =
  'There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set); to run the proxy without a window: npm run serve -- --server http://host:8188'

async function main() {
  requireNode()
  if (!hasDisplay()) throw new SetupError(NO_DISPLAY)
  endWithNpm()
  const { executablePath, source, version } = await setUpApp()
  if (source === 'fallback') {
    console.error(`This is Electron ${version}, an older runtime without security updates: for trying out only.`)
  }
  process.exitCode = await launch(executablePath, root, process.argv.slice(2))
}

main().catch(failWith)
