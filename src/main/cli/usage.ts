import { DEFAULT_PORT } from '@shared/model/settings'

export const USAGE = `Comfy Switchboard without a window.

  comfy-switchboard serve [options]             run the proxy
  comfy-switchboard where [options] ADDRESS…    say which server each client address belongs to; - reads standard input

Servers, from the first of these that names any:
  --server URL           a server, http(s)://host[:port]; may be repeated
  --servers-file PATH    a JSON array (URLs, or objects with url), text with URLs and # comments, or .env text
  environment            DEV_SERVER_COMFYUI_FILE=file:///path, else DEV_SERVER_COMFYUI_URL=url,url
  .env                   the same two, in a file .env of this folder
  --settings-dir DIR     the settings of the desktop app in DIR; they are read, never written

  Ranges work in all of them: http://server[1-100]:8188, http://gpu[01-20]:8188, http://host:[8188-8190]

Options of serve:
  --listen ADDR          HOST:PORT, [IPv6]:PORT, :PORT or PORT; port 0 lets the system pick (default :${DEFAULT_PORT})
  --allow any|CIDR       who may connect; may be repeated (default: this network)
  --demo                 simulated servers and clients on loopback, on a port that the system picks

  --help                 this text
`
