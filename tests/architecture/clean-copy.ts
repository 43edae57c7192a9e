import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const project = resolve(import.meta.dirname, '../..')

export interface CleanCopy extends Disposable {
  readonly folder: string
}

/**
 * The project as somebody gets it who clones it: what git does not ignore, and the dependencies. Nothing that was built.
 */
export function makeCleanCopy(): CleanCopy {
  const folder = mkdtempSync(join(tmpdir(), 'clean-copy-'))
  for (const path of filesNotIgnored()) cpSync(join(project, path), join(folder, path))
  linkDependencies(join(project, 'node_modules'), join(folder, 'node_modules'))
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Asked of an empty repository, so that it works the same in a clone and in a downloaded archive. */
function filesNotIgnored(): string[] {
  const repository = mkdtempSync(join(tmpdir(), 'empty-repository-'))
  try {
    execFileSync('git', ['init', '--quiet', '--bare', repository])
    const where = [`--git-dir=${repository}`, `--work-tree=${project}`]
    const options = { cwd: project, encoding: 'utf8' } as const
    const listing = execFileSync('git', [...where, 'ls-files', '-z', '--others', '--exclude-standard'], options)
    return listing.split('\0').filter((path) => path !== '')
  } finally {
    rmSync(repository, { recursive: true, force: true })
  }
}

/** Package by package: an installation into the copy must never reach the packages of the project itself. */
function linkDependencies(from: string, to: string): void {
  mkdirSync(to)
  for (const name of readdirSync(from)) if (!name.startsWith('.')) symlinkSync(join(from, name), join(to, name))
  const record = '.package-lock.json'
  if (existsSync(join(from, record))) cpSync(join(from, record), join(to, record))
}
