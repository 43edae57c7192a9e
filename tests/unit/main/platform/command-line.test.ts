import { describe, expect, it } from 'vitest'
import { CommandLineError, parseCommandLine } from '../../../../src/main/platform/command-line'

describe('command line', () => {
  it.each([
    [[], undefined],
    [['--settings-dir', '/data'], '/data'],
    [['--settings-dir=/data'], '/data'],
    [['.', '--settings-dir', 'data'], '/typed/here/data'],
    [['--settings-dir=../data'], '/typed/data'],
    [['--settings-dir', '/first', '--settings-dir', '/last'], '/last'],
  ])('reads the settings folder from %j', (argv, settingsDir) => {
    expect(parseCommandLine(argv, '/typed/here').settingsDir).toBe(settingsDir)
  })

  it.each([[['--settings-dir']], [['--settings-dir=']], [['--settings-dir', '--hidden']]])(
    'refuses %j, which names no folder',
    (argv) => {
      expect(() => parseCommandLine(argv, '/typed/here')).toThrow(CommandLineError)
    },
  )

  it('starts hidden only when asked to', () => {
    expect(parseCommandLine([], '/').isHidden).toBe(false)
    expect(parseCommandLine(['--hidden'], '/').isHidden).toBe(true)
  })

  it('starts as the demo only when asked to, and then with no folder of the person’s', () => {
    expect(parseCommandLine([], '/').isDemo).toBe(false)
    expect(parseCommandLine(['--demo'], '/')).toEqual({ settingsDir: undefined, isHidden: false, isDemo: true })
    expect(() => parseCommandLine(['--demo', '--settings-dir', 'data'], '/')).toThrow(CommandLineError)
  })

  it('leaves the switches of Chromium alone', () => {
    const argv = ['--no-sandbox', '--lang=zh', '-psn_0_1', '--inspect=0', '.', '--hidden']
    expect(parseCommandLine(argv, '/')).toEqual({ settingsDir: undefined, isHidden: true, isDemo: false })
  })
})
