// Does for the trial runtime what Electron's own default app does: `electron [switches] <app folder> [arguments]` loads
// that app. A packaged application, which the trial runtime comes from, has no such part.
const { app } = require('electron')
const fs = require('node:fs')
const Module = require('node:module')
const path = require('node:path')

function readCommandLine(args) {
  const preload = []
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index]
    if (arg === '-r' || arg === '--require') {
      index += 1
      preload.push(args[index])
    } else if (arg === '-v' || arg === '--version') {
      return { preload, asksVersion: true }
    } else if (arg.startsWith('--app=')) {
      return { preload, target: arg.slice('--app='.length) }
    } else if (!arg.startsWith('-')) {
      return { preload, target: arg }
    }
  }
  return { preload }
}

function nameApp(packageFile) {
  const { name, productName, version, desktopName } = JSON.parse(fs.readFileSync(packageFile, 'utf8'))
  if (version) app.setVersion(version)
  if (productName || name) app.setName(productName || name)
  app.setDesktopName(desktopName || `${app.getName()}.desktop`)
}

function load(target) {
  const folder = path.resolve(target)
  const packageFile = path.join(folder, 'package.json')
  const isPackage = fs.existsSync(packageFile)
  if (isPackage) nameApp(packageFile)
  const file = Module._resolveFilename(folder, null, true)
  app.setAppPath(isPackage ? folder : path.dirname(file))
  Module._load(file, null, true)
}

const { preload, target, asksVersion } = readCommandLine(process.argv.slice(1))
if (asksVersion) {
  console.log(`v${process.versions.electron}`)
  process.exit(0)
}
if (target === undefined) {
  console.error('usage: electron [switches] <app folder> [arguments]')
  process.exit(2)
}
// Apps ask for it to know that they are not packaged.
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true })
// Playwright loads its own part this way.
if (preload.length > 0) Module._preloadModules(preload)
try {
  load(target)
} catch (error) {
  console.error('App threw an error during load')
  console.error(error)
  app.exit(1)
}
