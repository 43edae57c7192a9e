import { describe, expect, test } from 'vitest'
import { AT_ONCE, SmallProject } from './small-project'

const LDD_WITH_GAPS = `
\tlinux-vdso.so.1 (0x00007ffd)
\tlibffmpeg.so => ./libffmpeg.so (0x00007f01)
\tlibnss3.so => not found
\tlibnssutil3.so => not found
\tlibasound.so.2 => not found
\tlibatk-1.0.so.0 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f02)
`

/** Notes what it is asked; what it installs mends everything. */
const APT_GET = `
  const { appendFileSync, writeFileSync } = require('node:fs')
  appendFileSync('apt.log', process.env.DEBIAN_FRONTEND + ' ' + process.argv.slice(2).join(' ') + '\\n')
  console.log('apt says something')
  if (process.argv.includes('install')) writeFileSync('ldd.txt', '')
`

/** A system where Electron's libraries are missing until something is installed. */
async function projectOnBareSystem(options: { hasApt: boolean; renamed?: string }): Promise<SmallProject> {
  const project = await SmallProject.ready()
  project.write('ldd.txt', LDD_WITH_GAPS)
  project.writeProgram('bin/ldd', 'process.stdout.write(require("node:fs").readFileSync("ldd.txt", "utf8"))')
  if (!options.hasApt) return project
  project.writeProgram('bin/apt-get', APT_GET)
  const known = [
    `${options.renamed}:\n  Installed: (none)\n  Candidate: 1.2.3`,
    'libgtk-3-0t64:\n  Installed: (none)\n  Candidate: (none)',
  ]
  project.writeProgram('bin/apt-cache', `console.log(${JSON.stringify(known.join('\n'))})`)
  return project
}

describe.runIf(process.platform === 'linux')('missing system libraries', AT_ONCE, () => {
  test('are installed by root on Debian and Ubuntu, quietly, and then the app starts', async () => {
    const project = await projectOnBareSystem({ hasApt: true })
    const { code, stdout } = await project.run('start.mjs', [], { as: 'root' })
    expect(code).toBe(0)
    expect(stdout).not.toContain('apt says')
    const lock = '-q -o DPkg::Lock::Timeout=120'
    expect(project.notes('apt')).toEqual([
      `noninteractive ${lock} update`,
      `noninteractive ${lock} install -y --no-install-recommends libnss3 libasound2 libgtk-3-0`,
    ])
    await project.run('start.mjs', [], { as: 'root' })
    expect(project.notes('apt')).toHaveLength(2)
  })

  test('are named to everybody else, with the one line that installs them, and nothing is installed', async () => {
    const project = await projectOnBareSystem({ hasApt: true })
    const { code, stderr } = await project.run('start.mjs')
    expect(code).toBe(1)
    const lines = stderr.trimEnd().split('\n')
    expect(lines.at(-2)).toContain('libnss3.so, libnssutil3.so, libasound.so.2, libatk-1.0.so.0')
    expect(lines.at(-1)).toBe('sudo apt-get install -y --no-install-recommends libnss3 libasound2 libgtk-3-0')
    expect(project.notes('apt')).toEqual([])
  })

  test('go by the names that the system has for their packages', async () => {
    const project = await projectOnBareSystem({ hasApt: true, renamed: 'libasound2t64' })
    const { stderr } = await project.run('start.mjs')
    expect(stderr).toMatch(/ libnss3 libasound2t64 libgtk-3-0\n$/)
  })

  test('are only named on other systems, also to root', async () => {
    const project = await projectOnBareSystem({ hasApt: false })
    const { code, stderr } = await project.run('start.mjs', [], { as: 'root' })
    expect(code).toBe(1)
    expect(stderr).toContain('libnss3.so, libnssutil3.so, libasound.so.2, libatk-1.0.so.0')
    expect(stderr).not.toContain('apt-get')
  })

  test('are an error when the installation fails', async () => {
    const project = await projectOnBareSystem({ hasApt: true })
    project.writeProgram('bin/apt-get', 'process.exit(100)')
    const { code, stderr } = await project.run('start.mjs', [], { as: 'root' })
    expect(code).toBe(1)
    expect(stderr).toContain('apt-get install ended with exit code 100.')
  })

  test('are an error when something is missing still after the installation', async () => {
    const project = await projectOnBareSystem({ hasApt: true })
    project.writeProgram('bin/apt-get', 'require("node:fs").writeFileSync("ldd.txt", "\\tlibgbm.so.1 => not found\\n")')
    const { code, stderr } = await project.run('start.mjs', [], { as: 'root' })
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /lacks what Electron needs: libgbm\.so\.1\. This installs it:\napt-get install .* libgbm1\n$/,
    )
  })

  test('are found missing again when one is removed later', async () => {
    const project = await projectOnBareSystem({ hasApt: true })
    await project.run('start.mjs', [], { as: 'root' })
    project.write('ldd.txt', '\tlibgbm.so.1 => not found\n')
    const { code, stderr } = await project.run('start.mjs')
    expect(code).toBe(1)
    expect(stderr).toContain('libgbm.so.1')
  })

  test('do not matter to the commands without a window', async () => {
    const project = await projectOnBareSystem({ hasApt: true })
    expect(await project.run('headless.mjs', ['where'])).toMatchObject({ code: 0 })
  })
})
