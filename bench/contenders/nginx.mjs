import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HOST } from '../port.mjs'

/** One worker, as our core is one thread; no access log; and no limit that would close a connection. */
const config = (/** @type {string} */ folder, /** @type {number} */ port, /** @type {number} */ upstreamPort) => `
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 4096; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
  upstream comfy {
    ip_hash;
    server ${HOST}:${upstreamPort};
    keepalive 256;
    keepalive_requests 1000000000;
  }
  server {
    listen ${HOST}:${port};
    keepalive_requests 1000000000;
    location / {
      proxy_pass http://comfy;
      proxy_http_version 1.1;
      proxy_max_temp_file_size 0;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
    }
  }
}
`

/**
 * @param {import('../workshop.mjs').Workshop} workshop
 * @param {string} program
 * @param {number} port
 * @param {number} upstreamPort
 */
export async function startNginx(workshop, program, port, upstreamPort) {
  const folder = await workshop.makeFolder()
  const file = join(folder, 'nginx.conf')
  await writeFile(file, config(folder, port, upstreamPort))
  const args = ['-p', folder, '-e', join(folder, 'error.log'), '-c', file]
  return workshop.spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
}
