import { beforeEach, describe, expect, it, vi } from 'vitest'
import { appMenuTemplate } from '../../../../src/main/platform/app-menu'
import { setAppIdentity } from '../../../../src/main/platform/identity'
import { app, resetElectron } from '../../../support/electron-mock'

vi.mock('electron', () => import('../../../support/electron-mock'))

beforeEach(resetElectron)

describe('the application menu', () => {
  it.each(['linux', 'win32'] as const)('is none on %s', (platform) => {
    expect(appMenuTemplate(platform, false)).toBeNull()
  })

  it('has the edit keys on macOS, and nothing that reloads the page', () => {
    const roles = appMenuTemplate('darwin', false)?.map(({ role }) => role)
    expect(roles).toEqual(['appMenu', 'editMenu', 'windowMenu'])
  })

  it.each(['linux', 'darwin'] as const)('is Electron’s own in development on %s', (platform) => {
    expect(appMenuTemplate(platform, true)).toBeUndefined()
  })
})

describe('the identity of the app', () => {
  it('is told to Windows and to Linux', () => {
    setAppIdentity('win32')
    expect(app.setAppUserModelId).toHaveBeenCalledWith('io.github.comfy-switchboard')
    expect(app.setDesktopName).not.toHaveBeenCalled()
    setAppIdentity('linux')
    expect(app.setDesktopName).toHaveBeenCalledWith('comfy-switchboard.desktop')
  })
})
