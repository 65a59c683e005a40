import { createServer, type RequestListener, type Server } from 'node:http'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import type { Hono } from 'hono'
import { AppError } from '../errors.ts'
import { type ShortWay, shortWays } from './short-way.ts'

/** A listening server: where it answers, and how to end it. */
export type Listening = {
  address: string
  /** Takes no new connection, lets running requests end for a while, then cuts what is left. */
  drain: (patience: number) => Promise<void>
  /** Cuts every connection. */
  cut: () => void
}

/** Listens on a host and port; a port that is taken or refused is told in one sentence. */
export async function listen(app: Hono, host: string, port: number): Promise<Listening> {
  const server = createServer(listenerOf(app))
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenFailure(error, host, port)))
    server.listen(port, host, resolve)
  })
  const bound = server.address()
  return {
    address: addressOf(host, typeof bound === 'object' && bound ? bound.port : port),
    drain: (patience) => drain(server, patience),
    cut: () => server.closeAllConnections(),
  }
}

// What was answered before is answered from memory, before anything is made of the request.
function listenerOf(app: Hono): RequestListener {
  const ways = shortWays()
  const listener = getRequestListener(async (request, env) => {
    const way: ShortWay = {}
    const response = await app.fetch(request, { ...env, shortWay: way })
    ways.note((env as HttpBindings).incoming, way, response)
    return response
  })
  return (request, response) => {
    if (!ways.answer(request, response)) listener(request, response)
  }
}

function listenFailure(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') return new AppError('conflict', 'port_in_use', { host, port: String(port) })
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new AppError('invalid', 'host_unavailable', { host })
  }
  if (error.code === 'EACCES') return new AppError('forbidden', 'port_refused', { port: String(port) })
  return error
}

// “Every address of this machine” is not one a browser can open.
function addressOf(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') return `http://localhost:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

function drain(server: Server, patience: number): Promise<void> {
  return new Promise((resolve) => {
    // A connection kept alive by the browser becomes idle after its last answer: end it then, not at its time limit.
    const idle = setInterval(() => server.closeIdleConnections(), 50)
    const limit = setTimeout(() => server.closeAllConnections(), patience)
    server.close(() => {
      clearInterval(idle)
      clearTimeout(limit)
      resolve()
    })
  })
}
