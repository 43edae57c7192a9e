/**
 * Where a system has one loopback address only, the clients of the demo say in this header who they are. The engine reads
 * it in the demo alone, which listens on loopback.
 */
export const DEMO_CLIENT_HEADER = 'x-demo-client'
