import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ask, Workshop } from '../../../bench/workshop.mjs'
import { makeTempDir } from '../../support/temp-dir'

/** Starts a program that takes no notice of SIGTERM and writes where it does itself. */
const PARENT = `
const stubborn = 'process.on("SIGTERM", () => {}); process.stdout.write("ready"); setInterval(() => {}, 1000)'
require('node:child_process').spawn(process.execPath, ['-e', stubborn], { stdio: ['ignore', 'inherit', 'ignore'] })
`

async function scriptOf(code: string): Promise<URL> {
  const file = join(await makeTempDir(), 'script.cjs')
  await writeFile(file, code)
  return pathToFileURL(file)
}

function makeWorkshop(): Workshop {
  const workshop = new Workshop()
  onTestFinished(() => workshop.close())
  return workshop
}

describe('the workshop of a bench', () => {
  test('leaves no process and no folder behind, not even what a program started itself', async () => {
    const workshop = makeWorkshop()
    const folder = await workshop.makeFolder()
    const script = fileURLToPath(await scriptOf(PARENT))
    const { stdout } = workshop.spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'ignore'] })
    await once(stdout!, 'data')
    // What both write to ends when neither is left.
    const gone = once(stdout!, 'close')
    await workshop.close()
    await gone
    expect(existsSync(folder)).toBe(false)
  })

  test('gives back what a program answers, and throws what it says went wrong', async () => {
    const script = await scriptOf(
      "process.on('message', (it) => process.send(it === 2 ? { value: 4 } : { error: 'odd' }))",
    )
    const child = makeWorkshop().fork(script)
    expect(await ask(child, 2)).toBe(4)
    await expect(ask(child, 3)).rejects.toThrow('odd')
  })

  test('does not wait for an answer of a program that ended', async () => {
    const child = makeWorkshop().fork(await scriptOf("process.on('message', () => process.exit(3))"))
    await expect(ask(child, 'anything')).rejects.toThrow('ended without an answer')
    await expect(ask(child, 'more')).rejects.toThrow('has ended already')
  })

  test('says when a program cannot be started', async () => {
    const workshop = makeWorkshop()
    const child = workshop.spawn(join(await makeTempDir(), 'no-such-program'), [], { stdio: 'ignore' })
    const [error] = await once(child, 'error')
    expect(error).toMatchObject({ code: 'ENOENT' })
  })
})
