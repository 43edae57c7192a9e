import { describe, expect, test } from 'vitest'
import { parseOptions, USAGE } from '../../../bench/options.mjs'

const KNOWN = ['http-proxy', 'node', 'nginx']
const parse = (...args: readonly string[]) => parseOptions(args, KNOWN)

describe('the options of npm run bench', () => {
  test('measure everything where nothing is said', () => {
    expect(parse()).toEqual({
      help: false,
      rounds: 5,
      seconds: 2,
      suites: ['small', 'large', 'ws', 'start'],
      contenders: undefined,
      jsonFile: undefined,
    })
  })

  test('take what is said, and keep the order of the tables', () => {
    const args = [
      '--rounds',
      '3',
      '--seconds=0.25',
      '--only',
      'ws, small',
      '--contenders',
      'nginx,node',
      '--json',
      'a.json',
    ]
    expect(parse(...args)).toMatchObject({
      rounds: 3,
      seconds: 0.25,
      suites: ['small', 'ws'],
      contenders: ['node', 'nginx'],
      jsonFile: 'a.json',
    })
  })

  test('are short with --quick, except for what is said besides', () => {
    expect(parse('--quick')).toMatchObject({ rounds: 2, seconds: 0.5 })
    expect(parse('--quick', '--rounds', '9')).toMatchObject({ rounds: 9, seconds: 0.5 })
  })

  test.for([
    [['--rounds', '0'], '--rounds 0'],
    [['--rounds', '1.5'], '--rounds 1.5'],
    [['--seconds', 'two'], '--seconds two'],
    [['--seconds', 'Infinity'], '--seconds Infinity'],
    [['--only', 'small,huge'], 'knows no huge, only small, large, ws, start'],
    [['--contenders', 'apache'], 'knows no apache, only http-proxy, node, nginx'],
    [['--fast'], "Unknown option '--fast'"],
    [['small'], "Unexpected argument 'small'"],
  ] as const)('refuse %j in one sentence', ([args, words]) => {
    expect(() => parse(...args)).toThrow(words)
  })

  test('are all told by --help', () => {
    expect(parse('--help').help).toBe(true)
    for (const name of ['rounds', 'seconds', 'quick', 'only', 'contenders', 'json'])
      expect(USAGE).toContain(`--${name} `)
  })
})
