import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { AT_ONCE, type Finished, SmallProject } from './small-project'

const VITEST_PASSES = report('vitest', {
  testResults: [
    {
      status: 'passed',
      assertionResults: ['passed', 'passed', 'passed', 'passed', 'skipped'].map((status) => ({ status })),
    },
  ],
})
const PLAYWRIGHT_PASSES = report('playwright', {
  stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 },
  errors: [],
})

/** A test runner that leaves this report and notes what it was given. */
function report(name: string, content: unknown): string {
  return `
    const fs = require('node:fs')
    fs.mkdirSync('test-results', { recursive: true })
    fs.writeFileSync('test-results/${name}.json', ${JSON.stringify(JSON.stringify(content))})
    fs.writeFileSync('${name}.ran', process.env.ELECTRON_EXEC_PATH)
  `
}

function writeTool(project: SmallProject, packageName: string, program: string, source: string): void {
  project.write(`node_modules/${packageName}/package.json`, JSON.stringify({ bin: { [program]: 'program.js' } }))
  project.write(`node_modules/${packageName}/program.js`, source)
}

/** A project whose checks and tests all pass. */
async function soundProject(): Promise<SmallProject> {
  const project = await SmallProject.ready()
  for (const program of ['Xvfb', 'openbox', 'dbus-daemon', 'git']) project.writeProgram(`bin/${program}`, '')
  project.writeProgram('bin/ldconfig', 'console.log("libnotify.so.4 => /lib/libnotify.so.4")')
  project.writeProgram('bin/fc-list', 'console.log("/fonts/some.ttc")')
  writeTool(project, 'typescript', 'tsc', '')
  writeTool(project, 'oxlint', 'oxlint', '')
  writeTool(project, '@biomejs/biome', 'biome', '')
  writeTool(project, 'vitest', 'vitest', VITEST_PASSES)
  writeTool(project, '@playwright/test', 'playwright', PLAYWRIGHT_PASSES)
  return project
}

function lastLine({ stdout }: Finished): string | undefined {
  return stdout.trimEnd().split('\n').at(-1)
}

describe('npm test', AT_ONCE, () => {
  test('ends with the sum of both runners, and gives both the Electron it found', async () => {
    const project = await soundProject()
    const result = await project.run('test.mjs')
    expect(result.code).toBe(0)
    expect(lastLine(result)).toBe('7 passed, 0 failed, 1 skipped')
    expect(existsSync(project.path('vitest.ran'))).toBe(true)
    expect(existsSync(project.path('playwright.ran'))).toBe(true)
  })

  test('counts failing types, lint and format, shows what each said, and goes on', async () => {
    const project = await soundProject()
    for (const [name, program] of [
      ['typescript', 'tsc'],
      ['oxlint', 'oxlint'],
      ['@biomejs/biome', 'biome'],
    ] as const) {
      writeTool(project, name, program, `console.log("${program} dislikes src/a.ts"); process.exit(1)`)
    }
    const result = await project.run('test.mjs')
    expect(result.code).toBe(1)
    for (const [stage, program] of [
      ['types', 'tsc'],
      ['lint', 'oxlint'],
      ['format', 'biome'],
    ] as const) {
      expect(result.stdout).toContain(`${stage}: exit code 1\n${program} dislikes src/a.ts\n`)
      expect(result.stdout).toMatch(new RegExp(`^${stage} +FAILED`, 'm'))
    }
    expect(lastLine(result)).toBe('7 passed, 3 failed, 1 skipped')
  })

  test('runs Playwright also when vitest failed', async () => {
    const project = await soundProject()
    writeTool(project, 'vitest', 'vitest', `${VITEST_PASSES}; process.exit(1)`)
    const result = await project.run('test.mjs')
    expect(result.code).toBe(1)
    expect(lastLine(result)).toBe('7 passed, 1 failed, 1 skipped')
  })

  test('does not take the report of an earlier run for a new one', async () => {
    const project = await soundProject()
    await project.run('test.mjs')
    writeTool(project, 'vitest', 'vitest', '')
    writeTool(project, '@playwright/test', 'playwright', '')
    const result = await project.run('test.mjs')
    expect(result.code).toBe(1)
    expect(lastLine(result)).toBe('0 passed, 2 failed, 0 skipped')
  })

  test('does not test an earlier build when the build fails, and counts both as failures', async () => {
    const project = await soundProject()
    project.write('src/main/index.ts', 'broken')
    const result = await project.run('test.mjs')
    expect(result.code).toBe(1)
    expect(result.stdout).toMatch(/^build: .*\nsrc\/main\/index\.ts is broken$/m)
    expect(existsSync(project.path('playwright.ran'))).toBe(false)
    expect(lastLine(result)).toBe('4 passed, 2 failed, 1 skipped')
  })

  test('ends with its line also when the dependencies cannot be installed', async () => {
    const project = await soundProject()
    project.write('package-lock.json', '{ "packages": { "unobtainable": {} } }')
    const result = await project.run('test.mjs')
    expect(result.code).toBe(1)
    expect(lastLine(result)).toBe('0 passed, 1 failed, 0 skipped')
  })

  test.runIf(process.platform === 'linux')('names what the system lacks for its own display', async () => {
    const project = await soundProject()
    for (const program of ['ldd', 'ldconfig', 'fc-list']) project.writeProgram(`bare/${program}`, '')
    const result = await project.run('test.mjs', [], { env: { DISPLAY: '', PATH: project.path('bare') } })
    expect(result.stdout).toContain(
      'electron: This system lacks what Electron needs: Xvfb, openbox, dbus-daemon, git, libnotify.so.4, a font with Chinese characters.',
    )
    expect(result.code).toBe(1)
  })
})
