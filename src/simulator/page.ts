/** The page of a simulated server: says what it is, and shows what its socket brings. */
export function indexPage(name: string, gpu: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(name)}</title>
<link rel="stylesheet" href="assets/page.css">
</head>
<body>
<main>
<h1>${escapeHtml(name)}</h1>
<p>A simulated ComfyUI with a simulated ${escapeHtml(gpu)}. It queues prompts, reports progress and draws small pictures;
there is no model behind it.</p>
<p><span id="state" role="status">Connecting…</span> <span id="queue"></span></p>
<progress id="steps" max="1" value="0" aria-label="Steps of the running job"></progress>
<img id="preview" alt="" width="192" height="192" hidden>
<p><button id="draw" type="button">Draw something</button></p>
</main>
<script src="assets/page.js"></script>
</body>
</html>
`
}

export const PAGE_STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem; }
progress { width: 100%; }
img { display: block; margin: 1rem 0; border-radius: 8px; }
`

/** Asks like the real page does: connects again for ever, keeps its id, says what it can show. */
export const PAGE_SCRIPT = `'use strict'
const byId = (id) => document.getElementById(id)
const base = location.pathname.replace(/[^/]*$/, '')
let clientId = sessionStorage.getItem('clientId') || ''

function connect() {
  const url = new URL(base + 'ws', location.href)
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:'
  if (clientId) url.searchParams.set('clientId', clientId)
  const socket = new WebSocket(url)
  socket.binaryType = 'arraybuffer'
  socket.onopen = () => {
    byId('state').textContent = 'Connected.'
    socket.send(JSON.stringify({ type: 'feature_flags', data: { supports_preview_metadata: true } }))
  }
  socket.onclose = () => {
    byId('state').textContent = 'Reconnecting…'
    setTimeout(connect, 300)
  }
  socket.onmessage = ({ data }) => (typeof data === 'string' ? onEvent(JSON.parse(data)) : onPicture(data))
}

function onEvent({ type, data }) {
  if (type === 'status') {
    byId('queue').textContent = 'Jobs waiting or running: ' + data.status.exec_info.queue_remaining
    if (data.sid) sessionStorage.setItem('clientId', (clientId = data.sid))
  } else if (type === 'progress') {
    byId('steps').max = data.max
    byId('steps').value = data.value
  } else if (type === 'executed' && data.output) {
    const [image] = data.output.images
    show('api/view?' + new URLSearchParams(image))
  }
}

function onPicture(bytes) {
  const view = new DataView(bytes)
  const start = view.getUint32(0) === 4 ? 8 + view.getUint32(4) : 8
  const url = URL.createObjectURL(new Blob([bytes.slice(start)]))
  byId('preview').onload = () => URL.revokeObjectURL(url)
  show(url)
}

function show(url) {
  byId('preview').hidden = false
  byId('preview').src = url
}

byId('draw').onclick = () => {
  const seed = Math.floor(Math.random() * 2 ** 31)
  const prompt = {
    1: { class_type: 'EmptyLatentImage', inputs: { width: 512, height: 512, batch_size: 1 } },
    2: { class_type: 'KSampler', inputs: { latent_image: ['1', 0], seed, steps: 20 } },
    3: { class_type: 'PreviewImage', inputs: { images: ['2', 0] } },
  }
  const body = { prompt, client_id: clientId, extra_data: { preview_method: 'auto' } }
  fetch(base + 'api/prompt', { method: 'POST', body: JSON.stringify(body) })
}

connect()
`

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
