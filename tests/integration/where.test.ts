import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { type HeadlessOptions, runHeadless, startHeadless } from '../support/run-headless'
import { makeTempDir } from '../support/temp-dir'

// Each test starts programs, and the machine may be busy.
vi.setConfig({ testTimeout: 20_000 })

const TWO = ['--server', 'http://server1:8188', '--server', 'http://server2:8188']

function where(args: readonly string[], options: HeadlessOptions = {}) {
  return runHeadless(['where', ...args], options)
}

describe('where', () => {
  it('says for each address, in order, which server it belongs to', async () => {
    expect(await where([...TWO, '192.168.1.100', '192.168.1.101', '192.168.1.102'])).toEqual({
      code: 0,
      signal: null,
      stderr: '',
      stdout: `192.168.1.100 → http://server2:8188
192.168.1.101 → http://server1:8188
192.168.1.102 → http://server2:8188
`,
    })
  })

  it('says the canonical form of the address and of the server', async () => {
    const { stdout } = await where([
      '--server',
      'Server1:80/',
      '::FFFF:192.168.1.100',
      'fe80:0::0001%eth0',
      '::1.2.3.4',
    ])
    expect(stdout).toBe('192.168.1.100 → http://server1\nfe80::1 → http://server1\n::102:304 → http://server1\n')
  })

  it('takes addresses from standard input for -, one a line, in their place among the others', async () => {
    const input = '10.0.0.1\n\n  10.0.0.2\t\r\n10.0.0.3'
    const { stdout, code } = await where(['--server', 'a', '9.9.9.9', '-', '8.8.8.8'], { input })
    expect(stdout.match(/^\S+/gm)).toEqual(['9.9.9.9', '10.0.0.1', '10.0.0.2', '10.0.0.3', '8.8.8.8'])
    expect(code).toBe(0)
  })

  it('says what is not an address, still answers the others, and exits with 2', async () => {
    const args = [...TWO, '192.168.1', '192.168.1.100', 'localhost', '010.0.0.1', '10.0.0.1/8', '-']
    const { stdout, stderr, code } = await where(args, { input: 'nonsense\u0007\n192.168.1.101\n' })
    expect(stdout).toBe('192.168.1.100 → http://server2:8188\n192.168.1.101 → http://server1:8188\n')
    expect(stderr.split('\n')).toEqual([
      '"192.168.1" is not an IP address.',
      '"localhost" is not an IP address.',
      '"010.0.0.1" is not an IP address.',
      '"10.0.0.1/8" is not an IP address.',
      '"nonsense\\u0007" is not an IP address.',
      '',
    ])
    expect(code).toBe(2)
  })

  it('counts the enabled servers only, and says so when there is none', async () => {
    const dir = await makeTempDir()
    const off = { url: 'off:8188', enabled: false }
    const sayWith = async (name: string, servers: readonly object[]) => {
      await writeFile(join(dir, name), JSON.stringify(servers))
      return (await where(['--servers-file', name, '192.168.1.100'], { cwd: dir })).stdout
    }
    const some = sayWith('some.json', [off, { url: 'server1:8188' }, { url: 'server2:8188' }])
    const none = sayWith('none.json', [off])
    expect(await some).toBe('192.168.1.100 → http://server2:8188\n')
    expect(await none).toBe('192.168.1.100 → no server in use\n')
  })

  it('finds its servers as serve does', async () => {
    const dir = await makeTempDir()
    await writeFile(join(dir, '.env'), 'DEV_SERVER_COMFYUI_URL=http://server1:8188,http://server2:8188\n')
    expect((await where(['192.168.1.100'], { cwd: dir })).stdout).toBe('192.168.1.100 → http://server2:8188\n')
    const env = { DEV_SERVER_COMFYUI_URL: 'http://other:8188' }
    expect((await where(['192.168.1.100'], { cwd: dir, env })).stdout).toBe('192.168.1.100 → http://other:8188\n')
  })

  it('takes ranges, and says in one line which part of a list cannot be taken', async () => {
    const dir = await makeTempDir()
    await writeFile(join(dir, 'list.txt'), '# ours\nhttp://192.168.1[1-50]:8188\n')
    const ranges = where(['--server', 'http://server[1-2]:8188', '192.168.1.100'])
    const list = where(['--servers-file', 'list.txt', '192.168.1.100'], { cwd: dir })
    expect(await ranges).toMatchObject({ code: 0, stdout: '192.168.1.100 → http://server2:8188\n' })
    expect(await list).toMatchObject({ code: 2, stdout: '' })
    expect((await list).stderr).toMatch(/^list\.txt, line 2: .* – .* Write http:\/\/192\.168\.1\.\[1-50\]:8188\.\n$/)
    expect((await list).stderr).toMatch(/^[^\n]+\n$/)
  })

  it('says in a line each what of a list cannot be taken', async () => {
    const dir = await makeTempDir()
    await writeFile(join(dir, 'list.txt'), 'name,url\nA,http://a:8188\nB,http://b:8188/x\n')
    const { code, stdout, stderr } = await where(['--servers-file', 'list.txt', '192.168.1.100'], { cwd: dir })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.match(/^list\.txt, line \d: .+ – .+\.$/gm)).toHaveLength(2)
  })

  it('exits with 2 and one sentence after bad input', async () => {
    const refused = [
      [...TWO],
      ['192.168.1.100'],
      [...TWO, '--listen', ':0', '192.168.1.100'],
      ['--server', '192.168.1', '192.168.1.100'],
    ]
    const endings = await Promise.all(refused.map((args) => where(args)))
    expect(endings.map(({ code, stdout }) => [code, stdout])).toEqual(refused.map(() => [2, '']))
    for (const { stderr } of endings) expect(stderr).toMatch(/^[^\n]+\n$/)
  })

  it('loses no line when its reader is slow', async () => {
    const ips = Array.from({ length: 20_000 }, (_, index) => `10.1.${index >> 8}.${index & 255}`)
    const program = await startHeadless(['where', ...TWO, '-'], { input: ips.join('\n') })
    const { stdout: pipe } = program.child
    pipe!.on('data', () => {
      pipe!.pause()
      setImmediate(() => pipe!.resume())
    })
    const { stdout, code } = await program.ended
    expect(stdout.match(/^\S+/gm)).toEqual(ips)
    expect(code).toBe(0)
  })

  it('ends quietly when its reader has read enough', async () => {
    const program = await startHeadless(['where', ...TWO, '-'], { input: '10.0.0.1\n'.repeat(200_000) })
    await program.says('10.0.0.1')
    program.child.stdout!.destroy()
    const { stderr, code, signal } = await program.ended
    expect({ stderr, code, signal }).toEqual({ stderr: '', code: 0, signal: null })
  })
})
