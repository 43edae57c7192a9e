import { type BrowserWindow, dialog, type MessageBoxOptions, Notification } from 'electron'
import type { Words } from './words'

/** True when the person wants to quit although the proxy is running. */
export async function confirmQuit(window: BrowserWindow | undefined, words: Words): Promise<boolean> {
  return isSecondButton(window, {
    type: 'question',
    message: words('dialogs.quitTitle'),
    detail: words('dialogs.quitText'),
    buttons: [words('dialogs.keepRunning'), words('dialogs.quit')],
  })
}

/** True when the person wants to quit after an error in the main process. */
export async function tellError(window: BrowserWindow | undefined, logFile: string, words: Words): Promise<boolean> {
  return isSecondButton(window, {
    type: 'error',
    message: words('dialogs.errorTitle'),
    detail: words('dialogs.errorText', { file: logFile }),
    buttons: [words('dialogs.goOn'), words('dialogs.quit')],
  })
}

/** True when the person wants the page loaded again after it broke too often. */
export async function tellPageGone(window: BrowserWindow | undefined, words: Words): Promise<boolean> {
  return isSecondButton(window, {
    type: 'error',
    message: words('dialogs.pageGoneTitle'),
    detail: words('dialogs.pageGoneText'),
    buttons: [words('dialogs.leave'), words('dialogs.loadAgain')],
  })
}

/** Says that closing only hid the window; false where notifications cannot be shown. */
export function noticeHidden(words: Words, onClick: () => void): boolean {
  if (!Notification.isSupported()) return false
  const notice = new Notification({ title: words('dialogs.hiddenTitle'), body: words('dialogs.hiddenText') })
  notice.on('click', onClick)
  notice.show()
  return true
}

/** The first button is the harmless one: it is what Escape and Enter mean. */
async function isSecondButton(window: BrowserWindow | undefined, options: MessageBoxOptions): Promise<boolean> {
  const box = { ...options, title: 'Comfy Switchboard', defaultId: 0, cancelId: 0, noLink: true }
  const { response } = await (window === undefined ? dialog.showMessageBox(box) : dialog.showMessageBox(window, box))
  return response === 1
}
