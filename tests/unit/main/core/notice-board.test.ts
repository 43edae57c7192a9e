import type { ErrorInfo } from '@shared/errors'
import { describe, expect, it } from 'vitest'
import { NoticeBoard } from '../../../../src/main/core/notice-board'

const error = (code: ErrorInfo['code'], detail = ''): ErrorInfo => ({ code, detail })

describe('notices', () => {
  it('stay until they are dismissed', () => {
    const board = new NoticeBoard()
    board.post(error('SETTINGS_SET_ASIDE'), 1)
    board.post(error('LOG_NOT_WRITTEN'), 2)
    const [first] = board.notices
    board.dismiss(first!.id)
    expect(board.notices.map((notice) => notice.error.code)).toEqual(['LOG_NOT_WRITTEN'])
    board.dismiss(4711)
    expect(board.notices).toHaveLength(1)
  })

  it('are one for each code, the newest of its kind, with an id of its own', () => {
    const board = new NoticeBoard()
    board.post(error('LOG_NOT_WRITTEN', 'first'), 1)
    const [first] = board.notices
    board.post(error('LOG_NOT_WRITTEN', 'second'), 2)
    expect(board.notices).toEqual([{ id: expect.any(Number), at: 2, error: error('LOG_NOT_WRITTEN', 'second') }])
    expect(board.notices[0]!.id).not.toBe(first!.id)
  })

  it('come down when their cause is gone', () => {
    const board = new NoticeBoard()
    board.post(error('SETTINGS_NOT_SAVED'), 1)
    expect(board.has('SETTINGS_NOT_SAVED')).toBe(true)
    board.clear('SETTINGS_NOT_SAVED')
    expect(board.has('SETTINGS_NOT_SAVED')).toBe(false)
  })

  it('are never changed in a list that was given out', () => {
    const board = new NoticeBoard()
    board.post(error('LOG_NOT_WRITTEN'), 1)
    const before = board.notices
    board.post(error('ENGINE_GONE'), 2)
    expect(before).toHaveLength(1)
  })
})
