import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * Calls `run` once nothing more can happen to a response: it has ended, or its connection is gone. On Node 18 and 20 a
 * response that waits behind another one of its connection (pipelining) has no connection yet and is never told.
 */
export function whenResponseOver(req: IncomingMessage, res: ServerResponse, run: () => void): void {
  const { socket } = req
  const over = () => {
    res.off('close', over)
    socket.off('close', over)
    run()
  }
  res.once('close', over)
  socket.once('close', over)
}
