import { beforeEach, describe, expect, it, vi } from 'vitest'
import { confirmQuit, noticeHidden, tellError, tellPageGone } from '../../../../src/main/platform/dialogs'
import { wordsFor } from '../../../../src/main/platform/words'
import { dialog, Notification, recorder, resetElectron } from '../../../support/electron-mock'

vi.mock('electron', () => import('../../../support/electron-mock'))

beforeEach(resetElectron)

const QUESTIONS = {
  'to quit while the proxy runs': () => confirmQuit(undefined, wordsFor('en')),
  'what to do after an error': () => tellError(undefined, '/logs/main.log', wordsFor('en')),
  'what to do with a broken page': () => tellPageGone(undefined, wordsFor('en')),
}

describe.each(Object.entries(QUESTIONS))('the question %s', (_what, ask) => {
  it('means the harmless answer by Enter and Escape', async () => {
    await ask()
    expect(dialog.showMessageBox).toHaveBeenCalledWith(expect.objectContaining({ defaultId: 0, cancelId: 0 }))
  })

  it('is agreed to only with the other button', async () => {
    dialog.showMessageBox.mockResolvedValueOnce({ response: 0 })
    expect(await ask()).toBe(false)
    dialog.showMessageBox.mockResolvedValueOnce({ response: 1 })
    expect(await ask()).toBe(true)
  })
})

describe('an error that is told', () => {
  it('names the file with the details', async () => {
    await QUESTIONS['what to do after an error']()
    const [box] = dialog.showMessageBox.mock.lastCall ?? []
    expect(box).toMatchObject({ detail: expect.stringContaining('/logs/main.log') })
  })
})

describe('the notice that closing only hid the window', () => {
  it('is shown in the language of the person, and opens the panel when it is clicked', () => {
    const onClick = recorder()
    expect(noticeHidden(wordsFor('zh'), onClick)).toBe(true)
    expect(Notification.shown[0]?.options.title).toBe('Comfy Switchboard 仍在托盘中运行')
    Notification.shown[0]?.emit('click')
    expect(onClick).toHaveBeenCalledTimes(1)
  })

  it('is not taken for shown where there are no notifications', () => {
    Notification.isSupported.mockReturnValueOnce(false)
    expect(noticeHidden(wordsFor('en'), recorder())).toBe(false)
    expect(Notification.shown).toEqual([])
  })
})
