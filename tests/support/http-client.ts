import http from 'node:http'

export interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

/** Sends one request over a connection of its own and reads the whole answer. */
export function request(url: string, options: http.RequestOptions = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = http.request(url, { agent: false, ...options }, (res) => {
      let body = ''
      res.setEncoding('utf8').on('data', (text: string) => {
        body += text
      })
      res.on('error', reject)
      res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, body }))
    })
    sent.on('error', reject)
    sent.end()
  })
}
