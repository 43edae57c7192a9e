import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const

/** Figures and times as people read them, in the language of the panel. Times are in milliseconds. */
export interface Format {
  /** `12,345`. */
  count(value: number): string
  /** Up to 99.9 with one decimal, whole above: `0.4`, `38.4`, `4,120`. */
  rate(value: number): string
  /** `990 MB`, `1.97 GB`; decimal units, three digits. */
  bytes(value: number): string
  /** A value and its unit apart, where they are drawn in different sizes. */
  bytesParts(value: number): { readonly value: string; readonly unit: string }
  /** How long something took: `12 ms`, `1.24 s`, `3 min 20 s`. */
  took(ms: number): string
  /** How long something has lasted, in two units at most: `42 s`, `5 h 43 min`, `12 d 4 h`. */
  span(ms: number): string
  /** `now`, `6 s ago`, `9 min ago`, `3 h ago`, `2 d ago`. */
  ago(at: number, now: number): string
  /** `14:02`. */
  time(at: number): string
  /** `14:02:26`. */
  timeWithSeconds(at: number): string
  /** `.083`: what follows {@link Format.timeWithSeconds}, apart because it is drawn fainter. */
  milliseconds(at: number): string
  /** The time if it is today, else the day before it: `14:02`, `12 Mar, 14:02`. */
  moment(at: number, now: number): string
  /** Day, time and seconds in full, for titles. */
  dateTime(at: number): string
}

/** Builds the formatters of one language; `t` must be of the same language. */
export function createFormat(language: string, t: TFunction): Format {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
  const tenths = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const three = new Intl.NumberFormat(language, { minimumSignificantDigits: 3, maximumSignificantDigits: 3 })
  const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const exact = new Intl.DateTimeFormat(language, { timeStyle: 'medium', hourCycle: 'h23' })
  const day = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const full = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' })

  function bytesParts(value: number): { value: string; unit: string } {
    const power = value < 1000 ? 0 : Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(value * 1.0005) / 3))
    const scaled = value / 1000 ** power
    return {
      value: power === 0 ? whole.format(Math.floor(scaled)) : three.format(scaled),
      unit: BYTE_UNITS[power] ?? 'B',
    }
  }

  return {
    count: (value) => whole.format(value),
    rate: (value) => (value < 99.95 ? tenths : whole).format(value),
    bytes(value) {
      const parts = bytesParts(value)
      return `${parts.value} ${parts.unit}`
    },
    bytesParts,
    took(ms) {
      if (ms < 999.5) return t('format.ms', { n: whole.format(Math.round(ms)) })
      if (ms < MINUTE) return t('format.s', { n: three.format(ms / SECOND) })
      return spanWords(Math.round(ms / SECOND) * SECOND, t)
    },
    span: (ms) => spanWords(ms, t),
    ago: (at, now) => agoWords(now - at, t),
    time: (at) => clock.format(at),
    timeWithSeconds: (at) => exact.format(at),
    milliseconds: (at) => `.${String(Math.floor(at) % SECOND).padStart(3, '0')}`,
    moment: (at, now) => (isSameDay(at, now) ? clock : day).format(at),
    dateTime: (at) => full.format(at),
  }
}

function spanWords(ms: number, t: TFunction): string {
  const span = Math.max(0, ms)
  const whole = (unit: number) => Math.floor(span / unit)
  if (span < MINUTE) return t('format.s', { n: whole(SECOND) })
  if (span < HOUR) return t('format.minS', { min: whole(MINUTE), s: whole(SECOND) % 60 })
  if (span < DAY) return t('format.hMin', { h: whole(HOUR), min: whole(MINUTE) % 60 })
  return t('format.dH', { d: whole(DAY), h: whole(HOUR) % 24 })
}

function agoWords(ms: number, t: TFunction): string {
  if (ms < 2 * SECOND) return t('format.now')
  if (ms < MINUTE) return t('format.sAgo', { n: Math.floor(ms / SECOND) })
  if (ms < HOUR) return t('format.minAgo', { n: Math.floor(ms / MINUTE) })
  if (ms < DAY) return t('format.hAgo', { n: Math.floor(ms / HOUR) })
  return t('format.dAgo', { n: Math.floor(ms / DAY) })
}

function isSameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString()
}

const byLanguage = new Map<string, Format>()

/** The formatters of the present language. */
export function useFormat(): Format {
  const { i18n } = useTranslation()
  const { language } = i18n
  const known = byLanguage.get(language)
  if (known !== undefined) return known
  const format = createFormat(language, i18n.getFixedT(language))
  byLanguage.set(language, format)
  return format
}
