import type { ServerEntry } from '@shared/model/server-entry'
import { formatServerList } from '@shared/server-list/format-server-list'
import { LIST_FORMS } from '@shared/server-list/listed-server'
import { parseServerList } from '@shared/server-list/parse-server-list'
import { previewImport } from '@shared/server-list/preview-import'
import { describe, expect, it } from 'vitest'
import { randomFrom } from './random'

const SERVERS = [
  { id: 's1', url: 'http://192.168.1.31:8188', name: 'Studio "A", first', enabled: true },
  { id: 's2', url: 'gpu2:8188/ ', name: '', enabled: false },
  { id: 's3', url: 'https://[fd00::1]:8188', name: '# [1-2]\n画室', enabled: true },
  { id: 's5', url: 'studio', name: '', enabled: true },
  { id: 's4', url: 'http://画图.local', name: '', enabled: true },
] as unknown as ServerEntry[]

/** A server of any kind that the list may hold. */
function any(random: () => number): ServerEntry {
  const pick = (values: readonly string[]) => values[Math.floor(random() * values.length)]!
  const host = pick(['gpu', '192.168.1.31', '[::1]', '[fd00::1:2]', 'bücher.example', '画图', '10。0。0。1', 'A-b.c'])
  const url = pick(['', 'http://', 'HTTPS://']) + host + pick(['', ':8188', ':80']) + pick(['', '/', ' '])
  const name = pick(['', 'A', '# x', 'a, b; c', '[1-3]', '"', '\n\n', 'DEV_SERVER_COMFYUI_URL=http://x', '、，'])
  return { id: 's' as ServerEntry['id'], url, name, enabled: random() < 0.7 }
}

function withScheme({ url }: ServerEntry): string {
  return url.includes('://') ? url.trim() : `http://${url.trim()}`
}

describe('an exported list', () => {
  it('is as JSON an array of objects, which say what is not usual', () => {
    expect(formatServerList(SERVERS.slice(0, 2), 'json')).toBe(`[
  {
    "url": "http://192.168.1.31:8188",
    "name": "Studio \\"A\\", first"
  },
  {
    "url": "http://gpu2:8188/",
    "enabled": false
  }
]
`)
  })

  it('is as text one address a line with its name; what is off is a comment', () => {
    expect(formatServerList(SERVERS, 'text')).toBe(`http://192.168.1.31:8188  # Studio "A", first
# http://gpu2:8188/
https://[fd00::1]:8188  # # [1-2] 画室
http://studio
http://画图.local
`)
  })

  it('is as .env the variable with what is in use', () => {
    expect(formatServerList(SERVERS, 'env')).toBe(
      'DEV_SERVER_COMFYUI_URL=http://192.168.1.31:8188,https://[fd00::1]:8188,http://studio,http://画图.local\n',
    )
  })

  it.each(LIST_FORMS)('is read again as the same servers in use: %s', (form) => {
    const random = randomFrom(7)
    const lists = Array.from({ length: 50 }, () => Array.from({ length: Math.floor(random() * 40) }, () => any(random)))
    for (const servers of [[], SERVERS, ...lists]) {
      const again = parseServerList(formatServerList(servers, form))
      expect(again.errors).toEqual([])
      expect(again.servers.filter(({ enabled }) => enabled !== false).map(({ url }) => url)).toEqual(
        servers.filter(({ enabled }) => enabled).map(withScheme),
      )
    }
  })

  it('keeps as text the names of the servers in use', () => {
    const random = randomFrom(11)
    const servers = Array.from({ length: 200 }, () => any(random))
    const { servers: again } = parseServerList(formatServerList(servers, 'text'))
    expect(again.map(({ name = '' }) => name)).toEqual(
      servers.filter(({ enabled }) => enabled).map(({ name }) => name.trim()),
    )
  })

  it('loses as JSON nothing but the ids', () => {
    const self = { listenHost: '', port: 8800, names: [] }
    const { added } = previewImport(parseServerList(formatServerList(SERVERS, 'json')), [], self)
    const kept = SERVERS.map((server) => ({ url: withScheme(server), name: server.name, enabled: server.enabled }))
    expect(added).toEqual(kept)
  })
})
