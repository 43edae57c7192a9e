import { spawnSync } from 'node:child_process'
import os from 'node:os'
import { findProgram } from './contenders/registry.mjs'

/**
 * What the figures were measured on.
 * @param {string | undefined} electronPath
 */
export function describeMachine(electronPath) {
  const cpus = os.cpus()
  return {
    cores: cpus.length,
    model: cpus[0]?.model.trim() ?? 'unknown processor',
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.platform()} ${os.release()} ${os.arch()}`,
    node: process.versions.node,
    electron:
      electronPath && versionSaidBy(electronPath, ['-p', 'process.versions.electron'], { ELECTRON_RUN_AS_NODE: '1' }),
    nginx: programVersion('nginx'),
    haproxy: programVersion('haproxy'),
  }
}

/** @param {ReturnType<typeof describeMachine>} machine */
export function machineSentence({ cores, model, memoryGb, system, node, electron, nginx, haproxy }) {
  const versions = Object.entries({ Node: node, Electron: electron, nginx, HAProxy: haproxy })
  const found = versions.filter(([, version]) => version !== undefined).map((each) => each.join(' '))
  return `Measured on ${cores} × ${model}, ${memoryGb} GB, ${system}; ${found.join(', ')}; the load, the server behind and the contender share the cores.`
}

/** @param {'nginx' | 'haproxy'} name */
function programVersion(name) {
  const program = findProgram(name)
  return program === undefined ? undefined : versionSaidBy(program, ['-v'])
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
function versionSaidBy(program, args, env) {
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, ...env } })
  return /\d+\.\d+\.\d+/.exec(`${stdout}${stderr}`)?.[0]
}
