// http-proxy as its users run it, with kept connections to the server and nothing around it: what our core is measured
// against. Usage: bare-proxy.mjs <port> <port of the server>
import http from 'node:http'
import httpProxy from 'http-proxy'
import { HOST } from '../port.mjs'

const [port = 0, upstreamPort = 0] = process.argv.slice(2).map(Number)
const target = { host: HOST, port: upstreamPort }

// http-proxy uses util._extend; the warning about it is not for the person who runs this.
process.noDeprecation = true

const requests = httpProxy.createProxyServer({ target, agent: new http.Agent({ keepAlive: true }) })
const sockets = httpProxy.createProxyServer({ target })
for (const proxy of [requests, sockets]) {
  proxy.on('error', (_error, _req, to) => {
    to.destroy()
  })
}

http
  .createServer((req, res) => requests.web(req, res))
  .on('upgrade', (req, socket, head) => sockets.ws(req, socket, head))
  .listen(port, HOST)
