import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { CALLS, PUSHES } from '@shared/ipc/channels'
import { describe, expect, it } from 'vitest'
import { OUT_DIR } from '../support/run-headless'

const FOLDER = join(OUT_DIR, 'preload')

/** Loads the built script as a sandboxed page does: with nothing but a `require` that knows `electron`. */
function loadPreload() {
  const required: string[] = []
  const exposed = new Map<string, unknown>()
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, value: unknown) => exposed.set(name, value) },
    ipcRenderer: {},
  }
  const require = (name: string) => {
    required.push(name)
    if (name === 'electron') return electron
    throw new Error(`module not found: ${name}`)
  }
  runInContext(readFileSync(join(FOLDER, 'index.js'), 'utf8'), createContext({ require, module: {}, exports: {} }))
  return { required, exposed }
}

describe('the built preload script', () => {
  it('is one file', () => {
    expect(readdirSync(FOLDER).filter((name) => name.endsWith('js'))).toEqual(['index.js'])
  })

  it('requires electron and nothing else, and uses nothing else of Node', () => {
    expect(loadPreload().required).toEqual(['electron'])
  })

  it('gives the page one frozen object, with the calls and pushes of the contract', () => {
    const { exposed } = loadPreload()
    expect([...exposed.keys()]).toEqual(['panel'])
    const panel = exposed.get('panel') as object
    expect(Object.isFrozen(panel)).toBe(true)
    expect(Object.keys(panel).sort()).toEqual([...Object.keys(CALLS), ...Object.keys(PUSHES)].sort())
  })
})
