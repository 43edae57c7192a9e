import { app, Menu } from 'electron'
import { appMenuTemplate } from './platform/app-menu'
import { makeDemoDir, setAppPaths } from './platform/app-paths'
import { type CommandLine, CommandLineError, parseCommandLine } from './platform/command-line'
import { installCrashHandlers } from './platform/crash-handlers'
import { setAppIdentity } from './platform/identity'
import { registerPanelScheme } from './platform/renderer-source'
import { claimSingleInstance } from './platform/single-instance'
import { startApp } from './start-app'

/** What has to happen before `ready`, in this order: the lock belongs to the paths, all else to the one instance. */
function launch({ settingsDir, isHidden, isDemo }: CommandLine): void {
  const paths = setAppPaths(isDemo ? makeDemoDir() : settingsDir)
  if (!claimSingleInstance({ isHidden }, () => void started.then((running) => running.show()))) {
    app.exit(0)
    return
  }
  const crashes = installCrashHandlers(paths.crashLogFile)
  setAppIdentity(process.platform)
  registerPanelScheme()
  // As root Chromium runs only without its sandbox, and its helpers die where both are asked for. The page's own
  // `sandbox: true` holds all the same.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  const devUrl = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL
  const menu = appMenuTemplate(process.platform, devUrl !== undefined)
  if (menu !== undefined) Menu.setApplicationMenu(menu && Menu.buildFromTemplate(menu))
  const started = app.whenReady().then(() => startApp({ paths, crashes, devUrl, isHidden, isDemo, codeDir: __dirname }))
}

try {
  // Under npm, relative paths belong to the folder in which the person typed.
  launch(parseCommandLine(process.argv.slice(1), process.env.INIT_CWD ?? process.cwd()))
} catch (error) {
  if (!(error instanceof CommandLineError)) throw error
  process.stderr.write(`${error.message}\n`)
  app.exit(2)
}
