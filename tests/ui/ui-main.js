// A main process for the tests of the page alone: it serves the built page under the CSP of the product and opens one
// window whose bridge is the fake of ui-preload.js.
const { randomBytes } = require('node:crypto')
const { readFile } = require('node:fs/promises')
const path = require('node:path')
const { app, BrowserWindow, protocol } = require('electron')

const pageDir = process.env.PANEL_UI_PAGE
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' }

protocol.registerSchemesAsPrivileged([{ scheme: 'panel', privileges: { standard: true, secure: true } }])

async function serve(request) {
  const file = path.join(pageDir, new URL(request.url).pathname)
  const type = types[path.extname(file)] ?? 'image/svg+xml'
  const nonce = randomBytes(16).toString('base64')
  const content = await readFile(file)
  const body =
    type === 'text/html'
      ? content.toString().replace('name="csp-nonce" content=""', `name="csp-nonce" content="${nonce}"`)
      : content
  const csp = `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
  return new Response(body, {
    headers: { 'content-type': type, 'content-security-policy': csp },
  })
}

void app.whenReady().then(() => {
  protocol.handle('panel', serve)
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    useContentSize: true,
    frame: false,
    webPreferences: {
      preload: path.join(__dirname, 'ui-preload.js'),
      additionalArguments: [`--bridge=${process.env.PANEL_UI_BRIDGE}`],
    },
  })
  return window.loadURL('panel://app/index.html')
})
