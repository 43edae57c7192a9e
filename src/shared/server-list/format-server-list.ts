import { assertNever } from '../assert-never'
import type { ServerEntry } from '../model/server-entry'
import type { ListForm } from './listed-server'

/**
 * Writes a list of servers in a form that `parseServerList` reads. JSON keeps everything but the ids, which are ours;
 * text keeps the names of those in use, and the others as comments, which are not read; `.env` only what is in use.
 */
export function formatServerList(servers: readonly ServerEntry[], form: ListForm): string {
  switch (form) {
    case 'json':
      return `${JSON.stringify(servers.map(writtenServer), undefined, 2)}\n`
    case 'text':
      return servers.map((server) => `${textLine(server)}\n`).join('')
    case 'env': {
      const urls = servers.filter(({ enabled }) => enabled).map(writtenUrl)
      return `DEV_SERVER_COMFYUI_URL=${urls.join(',')}\n`
    }
    default:
      return assertNever(form)
  }
}

function writtenServer(server: ServerEntry): object {
  const { name, enabled } = server
  return { url: writtenUrl(server), ...(name.trim() !== '' && { name }), ...(!enabled && { enabled }) }
}

function textLine(server: ServerEntry): string {
  const comment = server.name.replace(/\s+/g, ' ').trim()
  return `${server.enabled ? '' : '# '}${writtenUrl(server)}${comment === '' ? '' : `  # ${comment}`}`
}

/** With a scheme, so that every reader sees that it is an address. */
function writtenUrl({ url }: ServerEntry): string {
  const trimmed = url.trim()
  return trimmed.includes('://') ? trimmed : `http://${trimmed}`
}
