import { describe, expect, it } from 'vitest'
import { parseStrictly, SERVER_OPTIONS } from '../../../../src/main/cli/arguments'
import { UsageError } from '../../../../src/main/cli/usage-error'

describe('the options of a command', () => {
  it('may be repeated where they can be, and mixed with addresses', () => {
    const { values, positionals } = parseStrictly(['--server', 'a', '1.2.3.4', '--server=b', '-'], SERVER_OPTIONS)
    expect(values.server).toEqual(['a', 'b'])
    expect(positionals).toEqual(['1.2.3.4', '-'])
  })

  it.each([
    [['--colour']],
    [['--server']],
    [['--server', '--help']],
    [['--help=yes']],
    [['-x']],
    [['--no-server']],
    [['--constructor', 'x']],
  ])('are refused with one sentence when they are %j', (args) => {
    expect(() => parseStrictly(args, SERVER_OPTIONS)).toThrow(UsageError)
    expect(() => parseStrictly(args, SERVER_OPTIONS)).toThrow(/^[^\n.]+; --help tells more\.$/)
  })
})
