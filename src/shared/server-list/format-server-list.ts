import { assertNever } from '../assert-never'
import type { ServerEntry } from '../model/server-entry'
import type { ListForm } from './listed-server'

/**
 * Writes a list of servers in a form that `parseServerList` reads. JSON keeps everything but the ids, which are ours;
 * text keeps names and the servers that are off as comments, `.env` only what is in use.
 */
export function formatServerList(servers: readonly ServerEntry[], form: ListForm): string {
  switch (form) {
    case 'json':
      return `${JSON.stringify(servers.map(writtenServer), undefined, 2)}\n`
    case 'text':
      return servers.map((server) => `${textLine(server)}\n`).join('')
    case 'env': {
      const urls = servers.filter(({ enabled }) => enabled).map(({ url }) => url.trim())
      return `DEV_SERVER_COMFYUI_URL=${urls.join(',')}\n`
    }
    default:
      return assertNever(form)
  }
}

function writtenServer({ url, name, enabled }: ServerEntry): object {
  return { url: url.trim(), ...(name.trim() !== '' && { name }), ...(!enabled && { enabled }) }
}

function textLine({ url, name, enabled }: ServerEntry): string {
  const comment = name.replace(/\s+/g, ' ').trim()
  return `${enabled ? '' : '# '}${url.trim()}${comment === '' ? '' : ` # ${comment}`}`
}
