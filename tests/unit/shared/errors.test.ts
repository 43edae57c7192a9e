import { PANEL_ERROR_CODES, PanelError, ROUTE_ERROR_CODES, toErrorInfo } from '@shared/errors'
import en from '@shared/words/en.json'
import zh from '@shared/words/zh.json'
import { describe, expect, it } from 'vitest'

describe('anything thrown, as data', () => {
  it('keeps the code and the parameters of an error of ours', () => {
    const info = { code: 'PORT_IN_USE', detail: 'port 8800 is in use', params: { port: 8800 } } as const
    expect(toErrorInfo(new PanelError(info))).toEqual(info)
  })

  it('is INTERNAL for every other error, with its message', () => {
    expect(toErrorInfo(new TypeError('x is not a function'))).toEqual({
      code: 'INTERNAL',
      detail: 'x is not a function',
    })
    expect(toErrorInfo('text')).toEqual({ code: 'INTERNAL', detail: 'text' })
    expect(toErrorInfo(undefined)).toEqual({ code: 'INTERNAL', detail: 'undefined' })
  })

  it('keeps what an error of ours was caused by', () => {
    const cause = new Error('EADDRINUSE')
    const error = new PanelError({ code: 'PORT_IN_USE', detail: 'in use' }, { cause })
    expect(error.cause).toBe(cause)
    expect(error.message).toBe('in use')
  })
})

describe('words for errors', () => {
  it.each([
    ['English', en],
    ['Chinese', zh],
  ])('are there in %s for every code', (_language, words) => {
    expect(Object.keys(words.errors)).toEqual(expect.arrayContaining([...PANEL_ERROR_CODES]))
    expect(Object.keys(words.routeErrors)).toEqual(expect.arrayContaining([...ROUTE_ERROR_CODES]))
  })
})
