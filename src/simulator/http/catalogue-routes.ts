import { features, systemStats } from '../payloads'
import type { ServerLife } from '../server-life'
import { describeNode, MODELS, NODE_CLASSES } from '../work/node-catalogue'
import type { Route } from './router'

const TERMINAL = { cols: 80, rows: 24 }

/** What the server has installed, and how it is. */
export function catalogueRoutes(life: ServerLife): Route[] {
  const { options, port, disk } = life
  const inputs = () => disk.files.list('input').map(([path]) => path)
  const always = (pattern: string, value: unknown): Route => ({
    method: 'GET',
    pattern,
    handle: (exchange) => exchange.json(value),
  })
  return [
    always('/system_stats', systemStats(options, port)),
    always('/features', features(options.maxUploadBytes)),
    always('/embeddings', []),
    always('/extensions', []),
    always('/workflow_templates', {}),
    always('/i18n', {}),
    always('/global_subgraphs', {}),
    always('/models', [...MODELS.keys()]),
    always(
      '/experiment/models',
      [...MODELS.keys()].map((name) => ({ name, folders: [`/${options.name}/models/${name}`] })),
    ),
    {
      method: 'GET',
      pattern: '/models/{folder}',
      handle: (exchange) => {
        const models = MODELS.get(exchange.params.folder ?? '')
        if (models === undefined) exchange.empty(404)
        else exchange.json(models)
      },
    },
    {
      method: 'GET',
      pattern: '/experiment/models/{folder}',
      handle: (exchange) => {
        const models = MODELS.get(exchange.params.folder ?? '')
        const time = Math.floor(life.startedAt / 1000)
        if (models === undefined) return exchange.empty(404)
        exchange.json(
          models.map((name) => ({ name, pathIndex: 0, modified: time, created: time, size: 6_938_040_682 })),
        )
      },
    },
    {
      method: 'GET',
      pattern: '/object_info',
      handle: (exchange) => {
        const names = [...NODE_CLASSES.keys()]
        exchange.json(Object.fromEntries(names.map((name) => [name, describeNode(name, inputs())])))
      },
    },
    {
      method: 'GET',
      pattern: '/object_info/{class}',
      handle: (exchange) => {
        const { class: name = '' } = exchange.params
        const description = describeNode(name, inputs())
        exchange.json(description === undefined ? {} : { [name]: description })
      },
    },
    ...logRoutes(life),
  ]
}

function logRoutes({ startedAt, options: { name, gpu } }: ServerLife): Route[] {
  const line = { t: new Date(startedAt).toISOString().slice(0, -1), m: `${name}, simulated, on ${gpu.name}\n` }
  return [
    { method: 'GET', pattern: '/internal/logs', handle: (exchange) => exchange.json(`${line.t} - ${line.m}`) },
    {
      method: 'GET',
      pattern: '/internal/logs/raw',
      handle: (exchange) => exchange.json({ entries: [line], size: TERMINAL }),
    },
    { method: 'PATCH', pattern: '/internal/logs/subscribe', handle: (exchange) => exchange.empty() },
    {
      method: 'GET',
      pattern: '/internal/folder_paths',
      handle: (exchange) =>
        exchange.json(Object.fromEntries([...MODELS.keys()].map((each) => [each, [`/${name}/models/${each}`]]))),
    },
  ]
}
