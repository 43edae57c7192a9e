import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  type SortFn,
  tableFeatures,
} from '@tanstack/react-table'
import { compareIps } from '../../components/ip-order'
import { Age, Bytes, Count, Moment, Server, Why } from './client-cells'
import type { TableClient } from './client-filter'

export const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() })
export type ClientFeatures = typeof features

const helper = createColumnHelper<ClientFeatures, TableClient>()
const byIp: SortFn<ClientFeatures, TableClient> = (a, b) => compareIps(a.original.client.ip, b.original.client.ip)

/** Equal values keep the order of the IPs, so that rows do not change places for nothing. */
function by(value: (row: TableClient) => number): SortFn<ClientFeatures, TableClient> {
  return (a, b) => value(a.original) - value(b.original) || compareIps(a.original.client.ip, b.original.client.ip)
}

const number = (value: (row: TableClient) => number) => ({ sortFn: by(value), sortDescFirst: true })

const openSockets = (row: TableClient) => row.client.openSockets
const requests = (row: TableClient) => row.client.requests
const bytesUp = (row: TableClient) => row.client.bytesUp
const bytesDown = (row: TableClient) => row.client.bytesDown
const firstSeen = (row: TableClient) => row.client.firstSeen
const lastSeen = (row: TableClient) => row.client.lastSeen
/** Who has no server comes last. */
const serverNumber = (row: TableClient) => row.server?.number ?? Number.MAX_SAFE_INTEGER

/** The columns of the table of clients. What they are called is in the words, under `clients.columns`. */
export const columns = helper.columns([
  helper.accessor((row) => row.client.ip, {
    id: 'ip',
    sortFn: byIp,
    cell: ({ getValue }) => <code title={getValue()}>{getValue()}</code>,
  }),
  helper.accessor(serverNumber, {
    id: 'server',
    sortFn: by(serverNumber),
    cell: ({ row }) => <Server server={row.original.server} />,
  }),
  helper.accessor((row) => row.client.why, {
    id: 'why',
    sortFn: by(({ client, isCutOff }) => (client.why === 'hash' && client.isAllowed && !isCutOff ? 1 : 0)),
    cell: ({ row }) => <Why row={row.original} />,
  }),
  helper.accessor(openSockets, {
    id: 'openSockets',
    ...number(openSockets),
    cell: ({ getValue }) => <Count value={getValue()} />,
  }),
  helper.accessor(requests, {
    id: 'requests',
    ...number(requests),
    cell: ({ getValue }) => <Count value={getValue()} />,
  }),
  helper.accessor(bytesUp, { id: 'bytesUp', ...number(bytesUp), cell: ({ getValue }) => <Bytes value={getValue()} /> }),
  helper.accessor(bytesDown, {
    id: 'bytesDown',
    ...number(bytesDown),
    cell: ({ getValue }) => <Bytes value={getValue()} />,
  }),
  helper.accessor(firstSeen, {
    id: 'firstSeen',
    ...number(firstSeen),
    cell: ({ getValue }) => <Moment at={getValue()} />,
  }),
  helper.accessor(lastSeen, { id: 'lastSeen', ...number(lastSeen), cell: ({ getValue }) => <Age at={getValue()} /> }),
])

export const COLUMN_IDS = [
  'ip',
  'server',
  'why',
  'openSockets',
  'requests',
  'bytesUp',
  'bytesDown',
  'firstSeen',
  'lastSeen',
] as const
export type ColumnId = (typeof COLUMN_IDS)[number]
