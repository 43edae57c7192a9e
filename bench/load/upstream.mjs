// The server behind every contender, as light as Node can be: small answers, large ones, and WebSockets that echo or
// push. Usage: upstream.mjs <port>
import http from 'node:http'
import { WebSocketServer } from 'ws'
import { HOST } from '../port.mjs'

const LARGE_BYTES = 10_000_000
const PREVIEW_BYTES = 30_000
/** How many frames of a push wait to be sent: enough that the connection is never idle. */
const FRAMES_AHEAD = 8

const small = Buffer.from(JSON.stringify({ exec_info: { queue_remaining: 0 }, filler: 'x'.repeat(52) }))
const large = Buffer.alloc(LARGE_BYTES, 1)
const preview = Buffer.alloc(PREVIEW_BYTES, 1)

const server = http.createServer((req, res) => {
  const [type, body] = req.url === '/large' ? ['application/octet-stream', large] : ['application/json', small]
  res.writeHead(200, { 'content-type': type, 'content-length': body.length })
  res.end(body)
})
// A connection is never closed for being idle: a contender that did not notice in time would count a failure.
server.keepAliveTimeout = 0

new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket, { url }) => {
  socket.on('error', () => {
    // The measurement is over and the client gone.
  })
  if (url === '/ws/push') {
    const push = () => socket.readyState === socket.OPEN && socket.send(preview, push)
    for (let ahead = 0; ahead < FRAMES_AHEAD; ahead += 1) push()
  } else socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }))
})

server.listen(Number(process.argv[2]), HOST)
process.on('disconnect', () => process.exit())
