import type { StoredFile } from '../files/file-store'
import { indexPage, PAGE_SCRIPT, PAGE_STYLE } from '../page'
import type { ServerLife } from '../server-life'
import type { Exchange } from './exchange'
import { answerFile, answerMissingFile } from './file-answer'
import type { Route } from './router'

/** The front end's index, which is asked for anew each time. */
export function indexRoute({ options: { name, gpu }, startedAt }: ServerLife): Route {
  const file = pageFile(indexPage(name, gpu.name), startedAt)
  return {
    method: 'GET',
    pattern: '/',
    handle: (exchange) => {
      const { res } = exchange
      res.setHeader('Cache-Control', 'no-cache')
      res.setHeader('Pragma', 'no-cache')
      res.setHeader('Expires', '0')
      answerFile(exchange, file, 'text/html')
    },
  }
}

/** Everything else below `/`: the files of the front end. */
export function createFileServer({ startedAt }: ServerLife): (exchange: Exchange) => void {
  const script = pageFile(PAGE_SCRIPT, startedAt)
  const style = pageFile(PAGE_STYLE, startedAt)
  return (exchange) => {
    switch (exchange.path) {
      case '/assets/page.js':
        return answerFile(exchange, script, 'text/javascript')
      case '/assets/page.css':
        return answerFile(exchange, style, 'text/css')
      case '/assets':
        return exchange.text('403: Forbidden', 403)
      default:
        return answerMissingFile(exchange)
    }
  }
}

function pageFile(text: string, modifiedMs: number): StoredFile {
  return { data: Buffer.from(text), createdMs: modifiedMs, modifiedMs }
}
