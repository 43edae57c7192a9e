import type { Session } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { rendererSource } from '../../../../src/main/platform/renderer-source'
import { hardenContents, hardenSession } from '../../../../src/main/platform/session-hardening'
import { app, FakeWebContents, recorder, resetElectron } from '../../../support/electron-mock'

vi.mock('electron', () => import('../../../support/electron-mock'))

const log = recorder()
const source = rendererSource(undefined)

beforeEach(resetElectron)

function hardenedSession(hasDevTools = false) {
  const session = {
    setPermissionRequestHandler: recorder(),
    setPermissionCheckHandler: recorder(),
    setDevicePermissionHandler: recorder(),
    webRequest: { onBeforeRequest: recorder() },
  }
  hardenSession(session as unknown as Session, { source, hasDevTools, log })
  return session
}

describe('the session', () => {
  const asked = (permission: string, requestingUrl: string): boolean => {
    const handler = hardenedSession().setPermissionRequestHandler.mock.calls[0]?.[0]
    const answer = recorder()
    handler({}, permission, answer, { requestingUrl })
    return answer.mock.calls[0]?.[0]
  }
  const checked = (permission: string, origin: string): boolean =>
    hardenedSession().setPermissionCheckHandler.mock.calls[0]?.[0](null, permission, origin)

  it.each(['geolocation', 'media', 'notifications', 'midi', 'clipboard-read', 'openExternal', 'hid', 'unknown'])(
    'denies %s, asked for or checked',
    (permission) => {
      expect(asked(permission, 'panel://app/')).toBe(false)
      expect(checked(permission, 'panel://app/')).toBe(false)
    },
  )

  it('lets the panel, and nobody else, put text on the clipboard', () => {
    expect(asked('clipboard-sanitized-write', 'panel://app/')).toBe(true)
    expect(checked('clipboard-sanitized-write', 'panel://app/')).toBe(true)
    expect(asked('clipboard-sanitized-write', 'https://example.org/')).toBe(false)
    expect(checked('clipboard-sanitized-write', 'https://example.org')).toBe(false)
  })

  it('denies every device', () => {
    expect(hardenedSession().setDevicePermissionHandler.mock.calls[0]?.[0]({})).toBe(false)
  })

  it.each([
    ['panel://app/assets/style.css', false, true],
    ['https://example.org/x', false, false],
    ['http://127.0.0.1:8188/', false, false],
    ['file:///etc/passwd', false, false],
    ['devtools://devtools/bundled/x.js', true, true],
    ['devtools://devtools/bundled/x.js', false, false],
  ])('decides on a request to %s (developer tools: %s): %s', (url, hasDevTools, isAllowed) => {
    const answer = recorder()
    hardenedSession(hasDevTools).webRequest.onBeforeRequest.mock.calls[0]?.[0]({ url }, answer)
    expect(answer).toHaveBeenCalledWith({ cancel: !isAllowed })
  })

  it('names a refused request in the log without its query and credentials', () => {
    const listener = hardenedSession().webRequest.onBeforeRequest.mock.calls[0]?.[0]
    listener({ url: 'https://me:word@example.org/path?token=1#x' }, recorder())
    expect(log).toHaveBeenLastCalledWith('refused a request of the page: https://example.org/path')
  })
})

describe('every page', () => {
  function page(): FakeWebContents {
    hardenContents({ source, hasDevTools: false, log })
    const contents = new FakeWebContents()
    app.emit('web-contents-created', {}, contents)
    return contents
  }

  const ELSEWHERE = [
    'https://example.org/',
    'panel://app.evil/',
    'panel://evil/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'about:blank',
  ]

  it.each(
    ELSEWHERE.flatMap((url) => ['will-navigate', 'will-redirect', 'will-frame-navigate'].map((event) => [event, url])),
  )('is not moved by %s to %s', (event, url) => {
    const preventDefault = recorder()
    page().emit(event, { preventDefault, url })
    expect(preventDefault).toHaveBeenCalledTimes(1)
  })

  it('may be loaded again', () => {
    const preventDefault = recorder()
    page().emit('will-navigate', { preventDefault, url: 'panel://app/' })
    expect(preventDefault).not.toHaveBeenCalled()
  })

  it.each([
    'https://example.org/',
    'file:///etc',
    'smb://host/share',
    'javascript:alert(1)',
    'ms-settings:',
    'panel://app/',
  ])('opens no window, and no program, for %s', (url) => {
    const open = page().setWindowOpenHandler.mock.calls[0]?.[0]
    expect(open({ url })).toEqual({ action: 'deny' })
  })

  it('holds no webview', () => {
    const preventDefault = recorder()
    page().emit('will-attach-webview', { preventDefault })
    expect(preventDefault).toHaveBeenCalledTimes(1)
  })
})
