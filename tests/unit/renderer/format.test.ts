import { createFormat } from '@renderer/components/format'
import { words } from '@renderer/words'
import { describe, expect, it } from 'vitest'

const english = createFormat('en', words.getFixedT('en'))
const chinese = createFormat('zh', words.getFixedT('zh'))

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const noon = new Date(2026, 2, 12, 12, 0, 0).getTime()

describe('figures', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.00 kB'],
    [97_500_000, '97.5 MB'],
    [999_400_000, '999 MB'],
    [999_600_000, '1.00 GB'],
    [1_970_000_000, '1.97 GB'],
    [2.5e18, '2,500 PB'],
  ])('%d bytes are %s', (value, text) => {
    expect(english.bytes(value)).toBe(text)
  })

  it.each([
    [0, '0.0'],
    [38.44, '38.4'],
    [99.96, '100'],
    [4120, '4,120'],
  ])('a rate of %d is %s', (value, text) => {
    expect(english.rate(value)).toBe(text)
  })

  it('counts with separators', () => {
    expect(english.count(48_211)).toBe('48,211')
  })
})

describe('how long something took', () => {
  it.each([
    [0, '0 ms', '0 毫秒'],
    [12.4, '12 ms', '12 毫秒'],
    [1240, '1.24 s', '1.24 秒'],
    [200_000, '3 min 20 s', '3 分 20 秒'],
  ])('%d ms', (ms, inEnglish, inChinese) => {
    expect(english.took(ms)).toBe(inEnglish)
    expect(chinese.took(ms)).toBe(inChinese)
  })
})

describe('how long something has lasted', () => {
  it.each([
    [-5, '0 s'],
    [42 * SECOND, '42 s'],
    [5 * MINUTE + 3 * SECOND, '5 min 3 s'],
    [5 * HOUR + 43 * MINUTE, '5 h 43 min'],
    [12 * DAY + 4 * HOUR, '12 d 4 h'],
  ])('%d ms', (ms, text) => {
    expect(english.span(ms)).toBe(text)
  })
})

describe('when something was', () => {
  it.each([
    [0, 'now', '刚刚'],
    [6 * SECOND, '6 s ago', '6 秒前'],
    [9 * MINUTE, '9 min ago', '9 分钟前'],
    [3 * HOUR, '3 h ago', '3 小时前'],
    [2 * DAY, '2 d ago', '2 天前'],
  ])('%d ms before', (ms, inEnglish, inChinese) => {
    expect(english.ago(noon - ms, noon)).toBe(inEnglish)
    expect(chinese.ago(noon - ms, noon)).toBe(inChinese)
  })

  it('is the time alone on the same day, and with its day otherwise', () => {
    expect(english.moment(noon - HOUR, noon)).toBe('11:00')
    expect(english.moment(noon - DAY, noon)).toBe('Mar 11, 12:00')
  })

  it('has 24 hours, from 00', () => {
    expect(english.time(noon - 12 * HOUR)).toBe('00:00')
    expect(english.timeWithSeconds(noon + HOUR + 5 * SECOND)).toBe('13:00:05')
    expect(chinese.timeWithSeconds(noon - 12 * HOUR)).toBe('00:00:00')
  })

  it('has its milliseconds apart', () => {
    expect(english.milliseconds(noon + 83)).toBe('.083')
  })
})
