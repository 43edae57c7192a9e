import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HOST } from '../port.mjs'

/** One thread, as our core is one; no log. */
const config = (/** @type {number} */ port, /** @type {number} */ upstreamPort) => `
global
  nbthread 1
  maxconn 4096
defaults
  mode http
  timeout connect 5s
  timeout client 1h
  timeout server 1h
  timeout tunnel 1h
frontend people
  bind ${HOST}:${port}
  default_backend comfy
backend comfy
  balance source
  http-reuse always
  option forwardfor
  server one ${HOST}:${upstreamPort}
`

/**
 * @param {import('../workshop.mjs').Workshop} workshop
 * @param {string} program
 * @param {number} port
 * @param {number} upstreamPort
 */
export async function startHaproxy(workshop, program, port, upstreamPort) {
  const file = join(await workshop.makeFolder(), 'haproxy.cfg')
  await writeFile(file, config(port, upstreamPort))
  return workshop.spawn(program, ['-db', '-f', file], { stdio: ['ignore', 'ignore', 'inherit'] })
}
