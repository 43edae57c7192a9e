import { rmSync, utimesSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fingerprint } from '../../../scripts/setup/fingerprint.mjs'
import { AT_ONCE, finished, SmallProject } from './small-project'

const EVERY_PART = ['main', 'preload', 'renderer']

describe('the fingerprint of the sources', () => {
  test('stays when a file is only touched', () => {
    const project = new SmallProject()
    const before = fingerprint(project.folder, ['src'])
    utimesSync(project.path('src/main/index.ts'), new Date(0), new Date(0))
    expect(fingerprint(project.folder, ['src'])).toBe(before)
  })

  test.for([
    ['changed', (project: SmallProject) => project.write('src/main/index.ts', 'export const a = 1')],
    ['added', (project: SmallProject) => project.write('src/main/other.ts', '')],
    ['removed', (project: SmallProject) => rmSync(project.path('src/main/index.ts'))],
  ] as const)('is another one when a file is %s', ([, change]) => {
    const project = new SmallProject()
    const before = fingerprint(project.folder, ['src'])
    change(project)
    expect(fingerprint(project.folder, ['src'])).not.toBe(before)
  })
})

describe('npm start in a fresh clone', AT_ONCE, () => {
  test('installs the dependencies and builds every part, and does neither a second time', async () => {
    const project = new SmallProject()
    expect(await project.run('start.mjs')).toMatchObject({ code: 0 })
    expect(project.notes('npm')).toEqual(['ci --include=dev --no-audit --no-fund --loglevel=error'])
    expect(project.notes('builds')).toEqual(EVERY_PART)
    expect(await project.run('start.mjs')).toMatchObject({ code: 0, stderr: '' })
    expect(project.notes('npm')).toHaveLength(1)
    expect(project.notes('builds')).toEqual(EVERY_PART)
  })

  test('ends with a sentence and exit code 1 when the dependencies cannot be installed', async () => {
    const project = new SmallProject()
    project.write('package-lock.json', '{ "packages": { "unobtainable": {} } }')
    const { code, stderr } = await project.run('start.mjs')
    expect(code).toBe(1)
    expect(stderr).toContain('The dependencies could not be installed: npm ci ended with exit code 7.\n')
    expect(stderr).not.toContain('    at ')
  })

  test('ends with what the bundler said when the build fails, and builds again after the mistake is mended', async () => {
    const project = new SmallProject()
    project.write('src/main/index.ts', 'broken')
    const { code, stderr } = await project.run('start.mjs')
    expect(code).toBe(1)
    expect(stderr).toContain('src/main/index.ts is broken\nThe build failed.\n')
    project.write('src/main/index.ts', 'export {}')
    expect(await project.run('start.mjs')).toMatchObject({ code: 0 })
  })
})

describe('npm start in a folder that was set up', AT_ONCE, () => {
  test('installs again when package-lock.json is another one', async () => {
    const project = await SmallProject.ready()
    project.write('package-lock.json', '{ "packages": { "node_modules/new": { "version": "1.0.0" } } }')
    await project.run('start.mjs')
    expect(project.notes('npm')).toHaveLength(1)
  })

  test('accepts what somebody installed from the same package-lock.json with npm itself', async () => {
    const project = await SmallProject.ready()
    const packages = {
      'node_modules/new': { version: '1.0.0', integrity: 'sha512-new' },
      'node_modules/other-platform': { version: '1.0.0', optional: true },
    }
    project.write('package-lock.json', JSON.stringify({ packages: { '': {}, ...packages } }))
    const { 'node_modules/other-platform': _, ...installed } = packages
    project.write('node_modules/.package-lock.json', JSON.stringify({ packages: installed }))
    await project.run('start.mjs')
    expect(project.notes('npm')).toEqual([])
  })

  test.for([
    ['another version', { 'node_modules/new': { version: '0.9.0', integrity: 'sha512-old' } }],
    ['a package too few', {}],
    ['a package too many', { 'node_modules/new': { version: '1.0.0' }, 'node_modules/more': { version: '1.0.0' } }],
  ] as const)('installs again when npm left %s', async ([, installed]) => {
    const project = await SmallProject.ready()
    project.write('package-lock.json', '{ "packages": { "": {}, "node_modules/new": { "version": "1.0.0" } } }')
    project.write('node_modules/.package-lock.json', JSON.stringify({ packages: installed }))
    await project.run('start.mjs')
    expect(project.notes('npm')).toHaveLength(1)
  })

  test('builds again when a source changed', async () => {
    const project = await SmallProject.ready()
    project.write('src/main/index.ts', 'export const a = 1')
    await project.run('start.mjs')
    expect(project.notes('builds')).toEqual(EVERY_PART)
  })

  test('builds only the part that somebody removed or built in another way', async () => {
    const project = await SmallProject.ready()
    rmSync(project.path('out/preload'), { recursive: true })
    project.write('out/renderer/index.html', 'of npm run dev')
    await project.run('start.mjs')
    expect(project.notes('builds')).toEqual(['preload', 'renderer'])
  })

  test('goes on when a command that was setting up was killed and left its lock', async () => {
    const project = new SmallProject()
    project.write('out/.setup-lock', '')
    utimesSync(project.path('out/.setup-lock'), new Date(0), new Date(0))
    expect(await project.run('start.mjs')).toMatchObject({ code: 0 })
  })
})

describe('npm run serve and npm run where', AT_ONCE, () => {
  test('build what is missing and run the program in their own process; nothing else is heard on standard output', async () => {
    const project = new SmallProject()
    const child = project.start('headless.mjs', ['where', '--server', 'http://a'])
    const { code, stdout, stderr } = await finished(child)
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual([child.pid, 'where', '--server', 'http://a'])
    expect(stderr).toContain('[setup] Installing the dependencies (npm ci) …\n')
    expect(stderr).toContain('[setup] Building …\n')
    expect(project.notes('builds')).toEqual(['main'])
  })

  test('need no dependencies once the main part is built', async () => {
    const project = await SmallProject.ready()
    for (const path of ['node_modules', 'out/renderer', 'out/preload']) rmSync(project.path(path), { recursive: true })
    expect(await project.run('headless.mjs')).toMatchObject({ code: 0, stderr: '' })
    expect(project.notes('npm')).toEqual([])
  })

  test('need no display and no Electron', async () => {
    const project = await SmallProject.ready()
    rmSync(project.path('electron'))
    expect(await project.run('headless.mjs', [], { env: { DISPLAY: '' } })).toMatchObject({ code: 0 })
  })

  test('say what failed on standard error and exit with 1', async () => {
    const project = await SmallProject.ready()
    project.write('src/main/index.ts', 'broken')
    const { code, stdout, stderr } = await project.run('headless.mjs')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/The build failed\.\n$/)
  })

  test('set up once when two of them are started in a fresh clone at the same time', async () => {
    const project = new SmallProject()
    const both = await Promise.all([project.run('headless.mjs', ['serve']), project.run('headless.mjs', ['where'])])
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    expect(project.notes('npm')).toHaveLength(1)
    expect(project.notes('builds')).toEqual(['main'])
  })
})
